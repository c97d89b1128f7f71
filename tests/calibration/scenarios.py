"""The companies that are simulated, each with one thing that could break an estimator."""

from __future__ import annotations

from tests.calibration.company import Scenario

NO_EFFECT = {"hazard_ratio": 1.0, "points": 0.0}
LOW = {"selection": -0.8, "pairing_rate": 0.008}
SMALL = {"people": 150, "mentors": 6, "pairing_rate": 0.011, "mentor_points_sd": 0.15}
LARGE = {"people": 2500, "mentors": 60}
UNITS_24 = {"departments": 6, "grades": 4}
UNITS_72 = {"departments": 12, "grades": 6}
NOT_SELECTED = {"selection": 0.0, "pairing_rate": 0.0055}

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("high rated selected"),
        Scenario("low rated selected", **LOW),
        Scenario("high rated selected, no effect", **NO_EFFECT),
        Scenario("not selected, no effect", **NOT_SELECTED, **NO_EFFECT),
        Scenario("mean of two reviews selected, no effect", two_reviews=True, **NO_EFFECT),
        Scenario("24 units, no effect", **UNITS_24, **NO_EFFECT),
        Scenario("72 units, high rated selected", **UNITS_72),
        Scenario("72 units, low rated selected", **UNITS_72, **LOW),
        Scenario("72 units, not selected, no effect", **UNITS_72, **NOT_SELECTED, **NO_EFFECT),
        Scenario("small company", **SMALL),
        Scenario("small company, no effect", **SMALL, **NO_EFFECT),
        Scenario("small company, 24 units, no effect", **SMALL, **UNITS_24, **NO_EFFECT),
        Scenario("large company, 72 units", **LARGE, **UNITS_72),
        Scenario("large company, no effect", **LARGE, **NO_EFFECT),
        Scenario("effect fades", course="fades"),
        Scenario("effect grows", course="grows"),
        Scenario("lasting shocks in scores", **LOW, persistence=0.5),
        Scenario("mentors differ", mentor_points_sd=0.15, mentor_hazard_sd=0.3),
        Scenario("many controls paired later", pairing_rate=0.012),
        Scenario("half hired before the data", hired_before=0.5),
        Scenario("layoffs in one quarter", layoff=True),
        Scenario("departments differ, no effect", turnover_power=5.0, **NO_EFFECT),
        Scenario("exits at year end, no effect", exits_at_year_end=True, **NO_EFFECT),
        Scenario("contracts renewed, no effect", contract_renewals=0.4, **NO_EFFECT),
        Scenario("notice of one month, no effect", notice_months=1, **NO_EFFECT),
        Scenario("notice of two months, no effect", notice_months=2, reported=True, **NO_EFFECT),
        Scenario("notice of three months, no effect", notice_months=3, reported=True, **NO_EFFECT),
        Scenario("selected on unseen ability", on_ability=True, reported=True),
        Scenario(
            "selected on unseen ability, less, no effect",
            on_ability=True,
            selection=0.4,
            reported=True,
            **NO_EFFECT,
        ),
        Scenario("colleagues gain too", spill_over=0.5, reported=True),
    )
}

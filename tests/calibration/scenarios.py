"""The companies that are simulated: a base, and one thing at a time that could break an estimator."""

from __future__ import annotations

from tests.calibration.people import Scenario

NO_EFFECT = {"hazard_ratio": 1.0, "points": 0.0}
LOW = {"selection": -0.8, "pairing_rate": 0.008}
SMALL = {"people": 150, "mentors": 6, "pairing_rate": 0.011, "mentor_points_sd": 0.15}
LARGE = {"people": 2500, "mentors": 60, "companies": 100, "judged": 30}
UNITS_24 = {"departments": 6, "grades": 4}
UNITS_72 = {"departments": 12, "grades": 6}
NOT_SELECTED = {"selection": 0.0, "pairing_rate": 0.0055}
DOUBTED = {"reported": True, "doubtful": True, "checked": True}
PARTS = {"people": 1500, "mentors": 48, "companies": 60}
PROGRAMMES = {**PARTS, "categories": 4, "groups": "category"}
DIFFER = {"group_hazard_sd": 0.4, "group_points_sd": 0.2}

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("high rated selected", checked=True),
        Scenario("high rated selected, no effect", checked=True, looked_at=True, **NO_EFFECT),
        # who is selected
        Scenario("low rated selected", **LOW),
        Scenario("not selected, no effect", **NOT_SELECTED, **NO_EFFECT),
        Scenario("mean of two reviews selected, no effect", two_reviews=True, **NO_EFFECT),
        # units and size
        Scenario("24 units, no effect", **UNITS_24, **NO_EFFECT),
        Scenario("72 units, high rated selected", **UNITS_72),
        Scenario("72 units, low rated selected", **UNITS_72, **LOW),
        Scenario("72 units, not selected, no effect", **UNITS_72, **NOT_SELECTED, **NO_EFFECT),
        Scenario("small company", **SMALL),
        Scenario("small company, no effect", looked_at=True, **SMALL, **NO_EFFECT),
        Scenario("large company, 72 units", **LARGE, **UNITS_72),
        Scenario("large company, no effect", **LARGE, **NO_EFFECT),
        # the effect
        Scenario("effect fades", course="fades"),
        Scenario("effect grows", course="grows"),
        Scenario("later pairings gain more", later_is_better=True),
        Scenario("mentors differ", mentor_points_sd=0.15, mentor_hazard_sd=0.3),
        # the company
        Scenario("many controls paired later", pairing_rate=0.012),
        Scenario("lasting shocks in scores", persistence=0.5, **LOW),
        Scenario("layoffs in one quarter", layoff=True),
        Scenario("departments differ, no effect", turnover_power=5.0, **NO_EFFECT),
        Scenario("people move between departments", moves=0.02),
        Scenario("people relocate, no effect", relocations=0.02, checked=True, **NO_EFFECT),
        Scenario("mentors are staff and leave", staff_mentors=True),
        # how exits are recorded
        Scenario("exits at year end, no effect", exits_at_year_end=True, **NO_EFFECT),
        Scenario("contracts renewed, no effect", contract_renewals=0.4, **NO_EFFECT),
        Scenario("notice of one month, no effect", notice_months=1, doubtful=True, **NO_EFFECT),
        Scenario("notice of two months, no effect", notice_months=2, **DOUBTED, **NO_EFFECT),
        Scenario("notice of three months, no effect", notice_months=3, **DOUBTED, **NO_EFFECT),
        Scenario(
            "notice of three months, declared, no effect",
            notice_months=3,
            declared_notice=3,
            **NO_EFFECT,
        ),
        # what no column records
        Scenario("selected on unseen ability, no effect", on_ability=True, **DOUBTED, **NO_EFFECT),
        Scenario(
            "selected on unseen ability, less, no effect",
            on_ability=True,
            selection=0.4,
            **DOUBTED,
            **NO_EFFECT,
        ),
        Scenario(
            "large company, selected on unseen ability, no effect",
            on_ability=True,
            **LARGE,
            **DOUBTED,
            **NO_EFFECT,
        ),
        Scenario("colleagues gain too", spill_over=0.5, reported=True),
        # another estimator
        Scenario("two models as headline", method="adjusted", **UNITS_24),
        # several programmes, or departments that gain differently
        Scenario("four programmes, no effect", **PROGRAMMES, **NO_EFFECT),
        Scenario("four programmes that differ", **PROGRAMMES, **DIFFER),
        Scenario(
            "six departments that gain differently",
            **PARTS,
            **UNITS_24,
            **DIFFER,
            groups="department",
        ),
    )
}

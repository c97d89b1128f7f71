"""The companies that are simulated, each with one thing that could break an estimator."""

from __future__ import annotations

from tests.calibration.company import Scenario

NO_EFFECT = {"hazard_ratio": 1.0, "points": 0.0}
LOW = {"selection": -0.8, "pairing_rate": 0.008, "bar_months": 0.30}
SMALL = {"people": 150, "mentors": 6, "pairing_rate": 0.011, "mentor_points_sd": 0.15}

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("high rated selected"),
        Scenario("low rated selected", **LOW),
        Scenario("high rated selected, no effect", **NO_EFFECT),
        Scenario("small company", **SMALL),
        Scenario("small company, no effect", **SMALL, **NO_EFFECT),
        Scenario("lasting shocks in scores", **LOW, persistence=0.5),
        Scenario("mentors differ", mentor_points_sd=0.15, mentor_hazard_sd=0.3),
        Scenario("many controls paired later", pairing_rate=0.012),
        Scenario("half hired before the data", hired_before=0.5),
        Scenario("layoffs in one quarter", layoff=True),
        Scenario("departments differ, no effect", turnover_power=5.0, **NO_EFFECT),
        Scenario("selected on unseen ability", on_ability=True, reported=True),
        Scenario("colleagues gain too", spill_over=0.5, reported=True),
    )
}

"""Plans side by side: what a change, a removal and a link do to them."""

from __future__ import annotations

from dataclasses import replace

from dashboard.session.plan_comparison import PlanComparison, comparison_from_query
from dashboard.session.plan_links import NOTHING, SLOTS, TODAY
from metrics.rewards import CategoryPlan, Scenario

PLAN = Scenario("Bonus & lunch, 2027", (CategoryPlan("customers", 24, 22.5),), years=3, seed=7)
TODAYS = Scenario("today", (CategoryPlan("customers", 20, 20.0),))


def test_a_comparison_is_read_back_from_its_url_and_a_broken_plan_is_reported():
    comparison = PlanComparison(TODAYS).added(PLAN, 2).added(replace(PLAN, name="other"))
    assert comparison_from_query(comparison.to_query(), TODAYS) == (comparison, True)
    broken, complete = comparison_from_query({**comparison.to_query(), "a": "broken"}, TODAYS)
    assert not complete and list(broken.plans) == ["b"] and broken.chosen == "b"
    assert comparison_from_query({"plan": "c"}, TODAYS) == (PlanComparison(TODAYS), True)


def test_a_change_to_todays_plan_becomes_a_new_plan_and_todays_stays():
    comparison = PlanComparison(TODAYS).changed(replace(TODAYS, years=2), "Plan A")
    assert (
        comparison.today == TODAYS
        and comparison.chosen == "a"
        and comparison.plans["a"].name == "Plan A"
        and comparison.scenario.years == 2
    )
    again = comparison.changed(replace(comparison.scenario, years=3), "Plan B")
    assert (
        list(again.plans) == ["a"] and again.scenario.name == "Plan A" and again.scenario.years == 3
    )


def test_doing_nothing_and_todays_plan_are_always_there_beside_four_plans_at_most():
    comparison = PlanComparison(TODAYS)
    for slot in SLOTS:
        assert not comparison.full and not comparison.locked
        comparison = comparison.added(replace(PLAN, name=slot))
    assert list(comparison.all) == [NOTHING, TODAY, *SLOTS]
    assert (
        comparison.full
        and comparison.added(PLAN) == comparison
        and comparison.showing(TODAY).locked
        and not comparison.locked
    )
    assert not comparison.all[NOTHING].categories


def test_removing_a_plan_keeps_the_others_and_forgets_its_version():
    comparison = PlanComparison(TODAYS).added(PLAN, 2).added(PLAN).saved(5)
    less = comparison.without("a")
    assert list(less.plans) == ["b"] and less.based_on == {"b": 5} and less.chosen == "b"
    assert less.without("b") == PlanComparison(TODAYS)

"""What is wrong with a plan is said at its field, all of it at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import ScenarioError, scenario_from_dict
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.model import appraise
from metrics.value import load_assumptions
from tests.rewards.round_company import ASSUMPTIONS, FACTS, cent, plan, scenario


def test_a_plan_saved_before_the_field_existed_takes_what_the_company_states():
    before = scenario().as_dict()
    del before["free_space_used"]
    assert scenario_from_dict(before) == scenario()


def test_a_changed_assumption_counts_and_an_unknown_one_or_a_missing_tax_year_is_a_fault():
    changed = scenario(assumptions=(("replacement_cost", 0.5, 0.5, 0.5),))
    assert appraise(changed, FACTS, ASSUMPTIONS).base["gain"] == cent(
        10 * (0.05 * 0.5 * 40_000 + 1_600)
    )
    wrong = scenario(assumptions=(("replacment_cost", 0.5, 0.5, 0.5),), tax_year=2031)
    assert [one.place for one in appraisal_faults(wrong, ASSUMPTIONS)] == [
        "assumptions.replacment_cost",
        "tax_year",
    ]
    with pytest.raises(ScenarioError, match="2031"):
        appraise(wrong, FACTS, ASSUMPTIONS)


def test_a_reward_that_needs_a_rate_unknown_in_the_year_is_a_fault_at_its_form():
    (one,) = appraisal_faults(scenario(plan("cash", 500), tax_year=2027), ASSUMPTIONS)
    assert one.place == "categories.sales.reward.form"
    assert appraisal_faults(scenario(plan("gift", 50), tax_year=2027), ASSUMPTIONS) == ()


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("productive_hours", (0, 0, 0)),
        ("productive_hours", (-1, 1_575, 1_650)),
        ("response_cash_step", (0, 75, 150)),
        ("replacement_cost", (-0.2, 0.3, 0.4)),
        ("performance_decay", (0.1, 0.2, 1.2)),
        ("outside_rate", (95, 127, float("inf"))),
        ("precedent_chance_low", (0.3, 0.3, 0.3)),
        ("precedent_middle_from", (0.9, 0.9, 0.9)),
        ("precedent_cash", (-1, 0, 1)),
    ],
)
def test_an_assumption_outside_its_limits_is_a_fault_at_its_field(name, ends):
    wrong = scenario(plan("cash", 500), assumptions=((name, *ends),))
    assert [one.place for one in appraisal_faults(wrong, load_assumptions())] == [
        f"assumptions.{name}"
    ]
    with pytest.raises(ScenarioError):
        appraise(wrong, FACTS, load_assumptions())


def test_a_precedent_card_without_points_is_a_fault_and_an_expected_loss_is_none():
    names = ("repeated", "unwritten", "formula", "open", "circle", "cash")
    (one,) = appraisal_faults(
        scenario(assumptions=tuple((f"precedent_{name}", 0, 0, 0) for name in names)),
        load_assumptions(),
    )
    assert one.place == "assumptions.precedent_repeated"
    assert (
        appraisal_faults(
            scenario(assumptions=(("judged_score_gain", -0.2, -0.1, 0),)), load_assumptions()
        )
        == ()
    )
    assert appraisal_faults(scenario(), load_assumptions()) == ()


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("one_offs", scenario(one_offs=float("nan"))),
        ("seed", scenario(seed=-1)),
        ("categories.sales.reward.amount", scenario(plan("cash", float("inf")))),
        ("categories.sales.hours", scenario(replace(plan(), hours=float("nan")))),
    ],
)
def test_a_number_that_is_not_finite_is_a_fault_at_its_field(place, wrong):
    assert [one.place for one in appraisal_faults(wrong, ASSUMPTIONS)] == [place]

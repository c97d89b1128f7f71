"""The reward model: golden scenarios computed by hand to the cent, and what must hold whatever the numbers."""

from __future__ import annotations

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.decide import CategoryPlan, RewardPlan, Scenario, ScenarioError, from_dict
from metrics.decide.appraisal import CAPACITY, CASH, COST, GAIN
from metrics.decide.facts import CategoryFacts, Effect, Facts
from metrics.decide.model import appraise, do_nothing, faults, workings
from metrics.decide.notes import (
    CAUTIOUS,
    EACH_FIRST_YEAR,
    NO_COST,
    NO_EFFECT,
    NOT_MEASURED,
    ONE_YEARS_RULES,
    STANDS_IN,
    USED_UP,
)
from metrics.decide.numbers import EXITS, differences
from metrics.value import assumptions
from metrics.value.hours import Range
from metrics.value.offers import Measured, Offer, Offers

# An hour costs 1.08 x 1.20 / 1,620 = 0.0008 of annual pay: 48 of a mentor's, 32 of a mentee's, 36 of the mean.
ROUND = {
    "holiday_pay": {"base": 0.08}, "employer_charges": {"base": 0.20}, "productive_hours": {"base": 1620},
    "coordinator_hours": {"base": 5}, "checkin_hours": {"base": 0.15}, "replacement_cost": {"base": 0.33},
    "performance_value": {"base": 0.4}, "score_validity": {"base": 0.4}, "performance_years": {"base": 1},
    "performance_decay": {"base": 0.2}, "training_travel": {"base": 100}, "training_hours": {"base": 8},
    "response_completion": {"base": 0.5}, "response_recognition": {"base": 1.2}, "response_lunch": {"base": 1.1},
    "response_gift": {"base": 1.0}, "response_time_off": {"base": 1.0}, "response_training": {"base": 1.0},
    "response_cash_small": {"base": 0.8}, "response_cash_full": {"base": 1.0}, "response_cash_enough": {"base": 500},
    "response_cash_step": {"base": 75}, "response_lunch_enough": {"base": 15}, "outside_rate": {"base": 120},
}
OF = assumptions(ROUND)
SALES = CategoryFacts("sales", 40, 20, 20, completion=0.8, mentor_pay=60_000, mentee_pay=40_000,
                      exits=Effect(0.05, 0.0, 30), score=Effect(0.25, 0.0, 30))
FACTS = Facts("snap", employees=200, wage_bill=9_000_000, mean_pay=45_000, leaving=0.12, categories={
    "": replace(SALES, category="", exits=Effect(0.04, 0.01, 60), score=Effect(0.2, 0.05, 60)), "sales": SALES})
# Ten pairings of 20 hours over six months: 10 x (20 x 48 + 20 x 32 + 26 weeks x 0.15 h x 36) = 10 x 1,740.40, and the
# coordinator 52 x 5 x 36 = 9,360. A pairing returns 0.05 x 0.33 x 40,000 + 0.25 x 0.4 x 0.4 x 40,000 = 660 + 1,600.
TIME, COORDINATOR = 1_740.40, 9_360.0


def plan(form: str = "nothing", amount: float = 0.0, *, pairings: int = 10, effect: str = "measured", **terms):
    return CategoryPlan("sales", pairings, 20, months=6, effect=effect, reward=RewardPlan(form, amount, **terms))


def scenario(one: CategoryPlan | None = None, **more) -> Scenario:
    return Scenario("s", (one or plan(),), draws=more.pop("draws", 100), **more)


def cent(value: float) -> object:
    return pytest.approx(value, abs=0.005)


@pytest.mark.parametrize(("one", "cost", "gain"), [
    # 17,404 + 9,360; 10 x 2,260
    (plan(), 26_764.00, 22_600.00),
    # 1.2 x as many start, 0.88 meet their hours: 12 x 1,740.40 + 9,360 + 12 x 0.88 x 20; 12 x 1.1 x 2,260
    (plan("recognition", 20), 30_456.00, 29_832.00),
    # 1.1 x as many, 0.84 meet: 11 x 1,740.40 + 9,360 + 11 x 0.84 x 25, all within the free space; 11 x 1.05 x 2,260
    (plan("lunch", 25), 28_735.40, 26_103.00),
    # twice in six months to everybody: 10 x 2 x 100; nothing changes
    (plan("gift", 100, when="quarterly"), 28_764.00, 22_600.00),
    # 10 x 0.8 x 200
    (plan("time_off", 200), 28_364.00, 22_600.00),
    # 10 x 0.8 x 500 x 1.1849 (charges of a large employer in 2026, pay below the highest premium wage)
    (plan("cash", 500), 31_503.60, 22_600.00),
    # small money: 8 start, 0.72 meet: 8 x 1,740.40 + 9,360 + 8 x 0.72 x 50 x 1.1849; 8 x 0.9 x 2,260
    (plan("cash", 50), 23_624.45, 16_272.00),
    # 10 x 0.8 x (750 + 100 travel + 8 h x 48)
    (plan("training", 750), 36_636.00, 22_600.00),
])
def test_a_form_costs_and_returns_what_a_hand_computation_says(one, cost, gain):
    found = appraise(scenario(one), FACTS, OF)
    assert found.base["cost"] == cent(cost)
    assert found.base["gain"] == cent(gain)
    assert found.base["net"] == cent(gain - cost)
    assert found.base["roi"] == pytest.approx((gain - cost) / cost, abs=1e-6)


def test_later_years_hold_new_pairings_and_what_is_left_of_earlier_ones():
    # A gain of 1.5 years that loses 0.2 a year: 1 in the first, 0.5 x 0.8 = 0.4 in the second, nothing in the third.
    # Net: 22,600 - 27,764; 6,600 + 1.4 x 16,000 - 26,764 = 2,236; 2,236 again.
    # NPV: -5,164 x 1.1^-0.5 + 2,236 x 1.1^-1.5 + 2,236 x 1.1^-2.5 = -4,923.681 + 1,938.129 + 1,761.936.
    of = assumptions({**ROUND, "performance_years": {"base": 1.5}})
    found = appraise(scenario(years=3, discount_rate=0.10, one_offs=1_000), FACTS, of)
    assert found.base["net"] == cent(-692.00)
    assert found.base["npv"] == cent(-1_223.62)
    assert found.base["payback_months"] is None


def test_reward_above_the_free_space_bears_the_levy_and_within_it_none():
    # Free space of 9 million: 8,000 + 8,600,000 x 1.18 % = 109,480; 1,200 of it is left, and the gifts are 2,000.
    used = replace(FACTS, free_space_used=108_280)
    gift = scenario(plan("gift", 100, when="quarterly"))
    found = appraise(gift, used, OF)
    assert found.base["cost"] == cent(28_764.00 + 0.8 * 800)
    assert (USED_UP, {"category": "sales", "year": 1, "levy": cent(640), "used": 108_280}) in found.notes
    assert appraise(gift, replace(FACTS, free_space_used=200_000), OF).base["cost"] == cent(28_764.00 + 0.8 * 2_000)
    assert USED_UP not in [text for text, _ in appraise(gift, FACTS, OF).notes]


def test_what_the_plan_says_other_things_use_goes_before_what_the_company_says():
    gift = scenario(plan("gift", 100, when="quarterly"), free_space_used=108_280)
    assert appraise(gift, FACTS, OF).base["cost"] == cent(28_764.00 + 0.8 * 800)
    none = replace(gift, free_space_used=0.0)
    assert appraise(none, replace(FACTS, free_space_used=108_280), OF).base["cost"] == cent(28_764.00)
    assert {one.place for one in faults(replace(gift, free_space_used=-1.0), OF)} == {"free_space_used"}


def test_a_plan_that_was_saved_before_the_field_existed_takes_what_the_company_says():
    before = scenario().as_dict()
    del before["free_space_used"]
    assert from_dict(before) == scenario()


def test_cautious_years_each_count_the_pairings_that_start_in_them():
    # Three years cost three times one, and each brings the first year of its own ten pairings.
    one, three = (appraise(scenario(conservative=True, years=years), FACTS, OF) for years in (1, 3))
    assert three.base["cost"] == cent(3 * one.base["cost"]) and three.base["gain"] == cent(3 * one.base["gain"])
    assert (EACH_FIRST_YEAR, {"n": 3}) in three.notes
    assert EACH_FIRST_YEAR not in [text for text, _ in one.notes]


@pytest.mark.parametrize(("pay", "paid", "each"), [
    # Taxable 73,000 x 1.08 = 78,840: charges of 18.49 % on the 569 euros up to the highest premium wage of 79,409.
    (73_000, "gross", 1_000 + 569 * 0.1849),
    # 75,000 x 1.08 = 81,000 lies above it: none.
    (75_000, "gross", 1_000),
    # 75,000 x 1.08 = 81,000: of the next euro 49.50 % is income tax and 6.51 % labour credit lost, so 43.99 % is kept.
    (75_000, "net", 1_000 / 0.4399),
])
def test_holiday_pay_is_part_of_the_wage_on_which_cash_is_taxed(pay, paid, each):
    facts = replace(FACTS, categories={"sales": replace(SALES, mentor_pay=pay)})
    found = appraise(scenario(plan("cash", 1_000, paid=paid)), facts, OF)
    reward = next(line.base for line in found.lines if line.name == "reward")
    assert reward == cent(8 * each)


def test_a_training_of_nothing_costs_nothing():
    assert appraise(scenario(plan("training", 0)), FACTS, OF).base["cost"] == cent(26_764.00)


def test_categories_share_the_free_space_in_the_order_of_the_scenario():
    both = replace(scenario(plan("gift", 100, when="once")), categories=(
        plan("gift", 100, when="once"), replace(plan("gift", 100, when="once"), category="care")))
    found = appraise(both, replace(FACTS, free_space_used=108_280), OF)
    rewards = {line.category: line.base for line in found.lines if line.name == "reward"}
    assert rewards == {"sales": cent(1_000), "care": cent(1_000 + 0.8 * 800)}


def test_without_a_tax_profile_a_reward_costs_what_it_is():
    assert appraise(scenario(plan("cash", 500), tax_profile="none"), FACTS, OF).base["cost"] == cent(30_764.00)


def test_cash_and_capacity_are_kept_apart():
    found = appraise(scenario(plan("training", 750), one_offs=500), FACTS, OF)
    cash = sum(line.base for line in found.lines if line.kind == CASH and line.side == COST)
    assert cash == cent(8 * 850 + 500)
    assert {line.name for line in found.lines if line.kind == CAPACITY and line.side == COST} == {
        "mentor_time", "mentee_time", "check_ins", "coordinator", "training_time"}
    assert sum(line.base for line in found.lines if line.side == GAIN) == cent(found.base["gain"])


def test_terms_below_all_hours_are_met_by_more_mentors():
    facts = replace(FACTS, categories={"sales": replace(SALES, met_by=(1.0, *[0.9] * 9, 0.8))})
    half, full = (appraise(scenario(plan("time_off", 100, least_hours=share)), facts, OF) for share in (0.5, 1.0))
    assert half.base["cost"] - full.base["cost"] == cent(10 * (0.9 - 0.8) * 100)


def test_a_plan_that_goes_on_with_todays_reward_changes_nobody():
    now = replace(SALES, reward_form="recognition", reward_amount=20)
    found = workings(scenario(plan("recognition", 20)), replace(FACTS, categories={"sales": now}), OF)
    assert found.started["sales"] == (pytest.approx(10.0),)
    assert found.entitled["sales"] == (pytest.approx(8.0),)


def test_what_mentors_answered_goes_before_the_assumption_and_no_draw_leaves_fewer_than_a_tenth():
    few = Range(0.05, 0.6, 1.15)
    measured = Measured(40, 30, 20, ratio=few)
    offers = Offers((Offer("cash", 500.0, None, acceptance=measured, completion=Measured(0, 0, 0)),))
    facts = replace(FACTS, offers=offers)
    assert workings(scenario(plan("cash", 500)), facts, OF).started["sales"] == (pytest.approx(6.0),)
    now = replace(facts, categories={"sales": replace(SALES, reward_form="cash", reward_amount=600)})
    found = appraise(scenario(draws=50_000), now, OF)
    assert found.cost.low95 > 0
    assert found.cost.high95 < COORDINATOR + 10 * 10 * TIME
    assert np.isfinite(found.expected)


def test_an_effect_that_others_published_is_the_share_of_leavers_it_keeps_and_work_done_better():
    # 10 x (0.12 x (1 - 0.85) x 0.33 + 0.075 x 0.4) x 40,000; a published gain is in work done, not in review scores
    found = appraise(scenario(plan(effect="published")), FACTS, OF)
    assert found.base["gain"] == cent(2_376 + 12_000)
    assert (NOT_MEASURED["published"], {"category": "sales"}) in found.notes


def test_the_categorys_own_outcome_takes_the_place_of_review_scores():
    own = replace(SALES, own_outcome=Effect(3_000, 0.0, 20))
    found = appraise(scenario(), replace(FACTS, categories={"sales": own}), OF)
    assert {line.name: line.base for line in found.lines if line.side == GAIN} == {
        "exits_avoided": cent(6_600), "own_outcome": cent(30_000)}


def test_hours_from_outside_stand_beside_the_net_and_never_in_it():
    dear = assumptions({**ROUND, "outside_rate": {"base": 240}})
    usual, twice = (appraise(scenario(), FACTS, of) for of in (OF, dear))
    assert (usual.replacement.middle, twice.replacement.middle) == (cent(24_000), cent(48_000))
    assert usual.base == twice.base


def test_an_effect_untold_in_the_category_is_that_of_the_company_and_says_so():
    facts = replace(FACTS, categories={**FACTS.categories, "sales": replace(SALES, exits=None)})
    found = appraise(scenario(), facts, OF)
    assert (STANDS_IN[EXITS], {"category": "sales"}) in found.notes
    assert found.base["gain"] == cent(10 * (0.04 * 0.33 * 40_000 + 1_600))
    careful = appraise(scenario(conservative=True), facts, OF)
    assert (NO_EFFECT[EXITS], {"category": "sales"}) in careful.notes
    assert careful.base["gain"] == cent(16_000)


def test_without_any_measured_effect_nothing_is_gained_and_a_note_says_why():
    untold = replace(SALES, exits=None, score=None)
    found = appraise(scenario(), replace(FACTS, categories={"sales": untold}), OF)
    assert found.base["gain"] == 0
    assert [text for text, _ in found.notes] == list(NO_EFFECT.values())


def test_doing_nothing_costs_nothing_and_has_no_return_on_investment():
    found = appraise(do_nothing(scenario(plan("cash", 500), one_offs=900, years=3)), FACTS, OF)
    assert (found.base["cost"], found.base["gain"], found.base["npv"]) == (0, 0, 0)
    assert (found.base["roi"], found.roi, found.bcr, found.payback_months) == (None, None, None, None)
    assert (NO_COST, {}) in found.notes
    assert (found.pays, found.worth_knowing, found.bigger_pilot, found.swings) == (0, 0, 0, ())


EFFECTS = st.builds(Effect, st.floats(-0.3, 0.3), st.floats(0, 0.2), st.floats(2, 80))
REWARDS = st.sampled_from([RewardPlan(), RewardPlan("cash", 50), RewardPlan("cash", 2_000, years_before=2),
                           RewardPlan("recognition"), RewardPlan("training", 800, when="yearly")])


@given(EFFECTS, EFFECTS, st.sampled_from(["measured", "company", "published", "judgement"]), REWARDS,
       st.integers(1, 3), st.floats(0, 0.3))
def test_counting_cautiously_never_gives_more(exits, score, effect, reward, years, rate):
    facts = replace(FACTS, categories={"": replace(SALES, exits=exits), "sales": replace(SALES, score=score)})
    usual = scenario(replace(plan(effect=effect), reward=reward), years=years, discount_rate=rate)
    of = assumptions()
    normal, careful = (appraise(replace(usual, conservative=flag), facts, of) for flag in (False, True))
    assert careful.base["net"] <= normal.base["net"] + 1e-6
    assert careful.base["npv"] <= normal.base["npv"] + 1e-6
    assert careful.base["cost"] == pytest.approx(normal.base["cost"])
    assert (CAUTIOUS, {}) in careful.notes


def test_a_cautious_gain_is_the_effects_lower_bound_and_nothing_where_that_is_a_loss():
    # t(0.975, 30) = 2.0423: 0.05 - 2.0423 x 0.01 = 0.029577; 0.25 - 2.0423 x 0.2 is below zero
    shaky = replace(SALES, exits=Effect(0.05, 0.01, 30), score=Effect(0.25, 0.2, 30))
    found = appraise(scenario(conservative=True), replace(FACTS, categories={"sales": shaky}), OF)
    assert found.base["gain"] == pytest.approx(10 * 0.029577 * 0.33 * 40_000, abs=0.2)


@pytest.mark.parametrize("low", [0.0, 0.05, 0.10])
def test_a_higher_discount_rate_never_gives_a_higher_value_where_gains_come_after_costs(low):
    of = assumptions({**ROUND, "performance_years": {"base": 2}, "score_validity": {"base": 0.7}})
    lower, higher = (appraise(scenario(years=4, discount_rate=rate, one_offs=8_000), FACTS, of)
                     for rate in (low, low + 0.05))
    assert lower.base["npv"] > 0
    assert higher.base["npv"] <= lower.base["npv"]


@pytest.mark.parametrize("reward", [RewardPlan(), RewardPlan("cash", 500), RewardPlan("training", 800)])
def test_more_hours_never_cost_less(reward):
    few, many = (appraise(scenario(replace(plan(), hours=hours, reward=reward)), FACTS, OF) for hours in (10, 30))
    assert few.base["cost"] < many.base["cost"]


def test_the_mean_of_the_draws_is_near_the_product_of_the_means():
    # PERT means: (low + 4 base + high) / 6; the gains are products of numbers drawn apart from each other.
    of = assumptions({**ROUND, "replacement_cost": {"low": 0.21, "base": 0.33, "high": 0.75},
                      "score_validity": {"low": 0.2, "base": 0.4, "high": 0.7}})
    wide = replace(SALES, exits=Effect(0.05, 0.01, 30), score=Effect(0.25, 0.05, 30))
    found = appraise(scenario(draws=100_000, discount_rate=0.0), replace(FACTS, categories={"sales": wide}), of)
    gain = 10 * 40_000 * (0.05 * (0.21 + 1.32 + 0.75) / 6 + 0.25 * 0.4 * (0.2 + 1.6 + 0.7) / 6)
    assert found.expected + found.base["cost"] == pytest.approx(gain, rel=0.005)


def figures(found) -> list[float]:
    spreads = [found.net, found.npv, found.cost, found.gain, found.roi, found.bcr, found.payback_months]
    return [number for one in (*spreads, *(line.spread for line in found.lines)) for number in astuple(one)] + [
        found.pays, found.worth_knowing, found.bigger_pilot]


def test_the_same_scenario_gives_the_same_figures_and_another_seed_others():
    one = scenario(plan("cash", 800, effect="company"), draws=2_000)
    first, again = (appraise(one, FACTS, assumptions()) for _ in range(2))
    assert figures(first) == pytest.approx(figures(again), rel=1e-9)
    assert appraise(replace(one, seed=7), FACTS, assumptions()).net != first.net


def test_two_scenarios_share_the_draws_of_the_numbers_they_share():
    usual, dearer = (appraise(scenario(plan(effect="company"), one_offs=extra, draws=500), FACTS, assumptions())
                     for extra in (0, 1_000))
    assert np.subtract(astuple(usual.net), astuple(dearer.net)) == pytest.approx(1_000)


def test_swing_numbers_come_widest_first_and_their_base_lies_between_their_ends():
    found = appraise(scenario(plan("cash", 800, effect="company")), FACTS, assumptions())
    widths = [abs(bar.at_high - bar.at_low) for bar in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert {"score:", "exits:", "response:sales", "replacement_cost"} <= {bar.name for bar in found.swings}
    for bar in found.swings:
        if bar.name.startswith("response:"):  # more take part and more is paid: its middle may be best or worst
            continue
        assert min(bar.at_low, bar.at_high) - 1e-6 <= found.base["npv"] <= max(bar.at_low, bar.at_high) + 1e-6


def test_a_swing_is_the_net_present_value_with_that_number_at_its_ends():
    of = assumptions({**ROUND, "replacement_cost": {"low": 0.2, "base": 0.33, "high": 0.5}})
    found = appraise(scenario(discount_rate=0.0), FACTS, of)
    (bar,) = found.swings
    assert (bar.at_low, bar.at_high) == (cent(-4_164 - 0.13 * 20_000), cent(-4_164 + 0.17 * 20_000))


def test_a_changed_assumption_counts_and_an_unknown_one_or_a_missing_tax_year_is_a_fault():
    changed = scenario(assumptions=(("replacement_cost", 0.5, 0.5, 0.5),))
    assert appraise(changed, FACTS, OF).base["gain"] == cent(10 * (0.05 * 0.5 * 40_000 + 1_600))
    wrong = scenario(assumptions=(("replacment_cost", 0.5, 0.5, 0.5),), tax_year=2031)
    assert [one.place for one in faults(wrong, OF)] == ["assumptions.replacment_cost", "tax_year"]
    with pytest.raises(ScenarioError, match="2031"):
        appraise(wrong, FACTS, OF)


def test_a_reward_that_needs_a_rate_the_year_does_not_hold_is_a_fault_at_its_form():
    (one,) = faults(scenario(plan("cash", 500), tax_year=2027), OF)
    assert one.place == "categories.sales.reward.form"
    assert faults(scenario(plan("gift", 50), tax_year=2027), OF) == ()


@pytest.mark.parametrize(("name", "ends"), [
    ("productive_hours", (0, 0, 0)), ("productive_hours", (-1, 1_575, 1_650)), ("response_cash_step", (0, 75, 150)),
    ("replacement_cost", (-0.2, 0.3, 0.4)), ("performance_decay", (0.1, 0.2, 1.2)),
    ("outside_rate", (95, 127, float("inf"))), ("precedent_chance_low", (0.3, 0.3, 0.3)),
    ("precedent_middle_from", (0.9, 0.9, 0.9)), ("precedent_cash", (-1, 0, 1)),
])
def test_an_assumption_that_has_no_meaning_is_a_fault_at_its_field(name, ends):
    wrong = scenario(plan("cash", 500), assumptions=((name, *ends),))
    assert [one.place for one in faults(wrong, assumptions())] == [f"assumptions.{name}"]
    with pytest.raises(ScenarioError, match="is not"):
        appraise(wrong, FACTS, assumptions())


def test_a_precedent_card_without_points_is_a_fault_and_an_expected_loss_is_none():
    names = ("repeated", "unwritten", "formula", "open", "circle", "cash")
    (one,) = faults(scenario(assumptions=tuple((f"precedent_{name}", 0, 0, 0) for name in names)), assumptions())
    assert one.place == "assumptions.precedent_repeated"
    assert faults(scenario(assumptions=(("judged_score_gain", -0.2, -0.1, 0),)), assumptions()) == ()
    assert faults(scenario(), assumptions()) == ()


@pytest.mark.parametrize(("place", "wrong"), [
    ("one_offs", scenario(one_offs=float("nan"))), ("seed", scenario(seed=-1)),
    ("categories.sales.reward.amount", scenario(plan("cash", float("inf")))),
    ("categories.sales.hours", scenario(replace(plan(), hours=float("nan")))),
])
def test_a_number_without_end_is_a_fault_at_its_field(place, wrong):
    assert [one.place for one in faults(wrong, OF)] == [place]


@pytest.mark.parametrize(("reward", "more", "said"), [
    ("cash", {"years": 3}, True), ("gift", {"years": 2}, True), ("cash", {"years": 1}, False),
    ("cash", {"years": 3, "tax_profile": "none"}, False), ("time_off", {"years": 3}, False),
])
def test_later_years_at_the_tax_rules_of_the_first_are_said(reward, more, said):
    notes = appraise(scenario(plan(reward, 500), **more), FACTS, OF).notes
    assert ((ONE_YEARS_RULES, {"n": more["years"], "year": "2026"}) in notes) == said


def test_what_differs_from_the_shipped_numbers_is_listed():
    assert differences(assumptions()) == ()
    (one,) = differences(assumptions({"replacement_cost": {"base": 0.5}}))
    assert (one.shipped.base, one.now.base, one.now.owner) == (0.33, 0.5, "hr")


def test_workings_give_the_base_figures_again():
    found = scenario(plan("recognition", 20), years=2)
    parts = workings(found, FACTS, OF)
    gain = sum(part.in_year(year) for part in parts.gains for year in range(2))
    assert gain == cent(appraise(found, FACTS, OF).base["gain"])
    assert parts.started["sales"] == (pytest.approx(12), pytest.approx(12))

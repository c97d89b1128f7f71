"""Each year of a plan has the tax rates of its own calendar year; what is not published is a fault,
or held and said.

Social charges of a large employer: 18.47 % in 2024, 18.72 % in 2025, 18.49 % in 2026; none of 2027
are published. The free space of 9 million: 109,160 in 2024, 109,480 in 2026, 110,120 in 2027."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import Scenario, ScenarioError, scenario_from_dict
from metrics.rewards.faults import NOT_PUBLISHED, appraisal_faults
from metrics.rewards.model import appraise
from metrics.rewards.notes import RATES_HELD
from metrics.rewards.pay_range import find_pay_range
from metrics.value.tax import IN_SHORT, PREMIUMS, tax_rules
from tests.rewards.round_company import ASSUMPTIONS, FACTS, cent, plan, scenario

WAGE = IN_SHORT["premium_wage"]
SPACE = (IN_SHORT["free_space"], IN_SHORT["levy"], IN_SHORT["usual_limit"])


def rewards(plan: Scenario, facts=FACTS) -> list[float]:
    """What the rewards of each year cost at base."""
    return [line.base for line in appraise(plan, facts, ASSUMPTIONS).lines if line.name == "reward"]


def said(plan: Scenario) -> list[dict]:
    return [
        values for text, values in appraise(plan, FACTS, ASSUMPTIONS).notes if text == RATES_HELD
    ]


def test_a_bonus_bears_the_social_charges_of_each_calendar_year():
    costs = rewards(scenario(plan("cash", 500), years=3, tax_year=2024))
    assert costs == [cent(4_000 * 1.1847), cent(4_000 * 1.1872), cent(4_000 * 1.1849)]


def test_a_gift_fits_into_the_free_space_of_its_own_year():
    # 109,100 is used: 60 euros are left in 2024, 380 in 2025 and 2026; the gifts are 2,000 euros.
    used = replace(FACTS, free_space_used=109_100)
    costs = rewards(scenario(plan("gift", 100, when="quarterly"), years=3, tax_year=2024), used)
    assert costs == [
        cent(2_000 + 0.8 * 1_940),
        cent(2_000 + 0.8 * 1_620),
        cent(2_000 + 0.8 * 1_620),
    ]


def test_a_year_whose_rates_are_not_published_is_a_fault_that_names_years_and_rates():
    (one,) = appraisal_faults(scenario(plan("cash", 500), years=3), ASSUMPTIONS)
    assert (one.place, one.text) == ("later_years", NOT_PUBLISHED)
    assert one.values == {"years": "2027, 2028", "rates": (PREMIUMS, WAGE)}
    with pytest.raises(ScenarioError, match=f"2027, 2028 .* {PREMIUMS}, {WAGE}"):
        appraise(scenario(plan("cash", 500), years=3), FACTS, ASSUMPTIONS)


def test_years_that_lack_different_rates_are_named_apart():
    both = replace(
        scenario(years=4),
        categories=(plan("cash", 500), replace(plan("gift", 50), category="care")),
    )
    assert [one.values for one in appraisal_faults(both, ASSUMPTIONS)] == [
        {"years": "2027", "rates": (PREMIUMS, WAGE)},
        {"years": "2028, 2029", "rates": (PREMIUMS, WAGE, *SPACE)},
    ]
    gift = scenario(plan("gift", 50), years=10)
    assert [one.values["years"] for one in appraisal_faults(gift, ASSUMPTIONS)] == [
        "2028\u20132035"
    ]


@pytest.mark.parametrize(
    ("one", "more"),
    [
        (plan("cash", 500), {"years": 1}),
        (plan("gift", 50), {"years": 2}),
        (plan("time_off", 200), {"years": 10}),
        (plan("training", 200), {"years": 10}),
        (plan(), {"years": 10}),
        (plan("cash", 0), {"years": 10}),
        (plan("gift", 50, pairings=0), {"years": 10}),
        (plan("cash", 500), {"years": 10, "tax_profile": "none"}),
    ],
)
def test_no_rate_of_a_later_year_is_missed_where_none_is_needed(one, more):
    assert appraisal_faults(scenario(one, **more), ASSUMPTIONS) == ()
    assert said(scenario(one, **more)) == []


def test_held_rates_are_the_last_known_ones_and_the_plan_says_so():
    held = scenario(plan("cash", 500), years=3, later_years="held")
    assert rewards(held) == [cent(4_000 * 1.1849)] * 3
    assert said(held) == [{"known": "2026", "years": "2027, 2028", "rates": (PREMIUMS, WAGE)}]


def test_each_rate_is_held_from_the_last_year_that_has_it():
    # 110,000 is used: nothing is left in 2026, 120 euros in 2027 and, held, in 2028.
    held = scenario(plan("gift", 100, when="quarterly"), years=3, later_years="held")
    levied = [cent(2_000 + 0.8 * over) for over in (2_000, 1_880, 1_880)]
    assert rewards(held, replace(FACTS, free_space_used=110_000)) == levied
    assert said(held) == [{"known": "2027", "years": "2028", "rates": SPACE}]


def test_a_plan_that_begins_in_a_year_known_in_part_may_hold_the_rest():
    held = scenario(plan("cash", 500), tax_year=2027, later_years="held")
    assert rewards(held) == [cent(4_000 * 1.1849)]
    assert said(held) == [{"known": "2026", "years": "2027", "rates": (PREMIUMS, WAGE)}]
    assert [one.place for one in appraisal_faults(replace(held, tax_year=2031), ASSUMPTIONS)] == [
        "tax_year"
    ]


def test_a_published_year_is_never_held():
    held = scenario(plan("cash", 500), years=3, tax_year=2024, later_years="held")
    assert rewards(held) == rewards(replace(held, later_years="published")) and said(held) == []


def test_an_unknown_word_is_refused_and_an_older_plan_takes_the_usual_one():
    assert [one.place for one in appraisal_faults(scenario(later_years="guess"), ASSUMPTIONS)] == [
        "later_years"
    ]
    before = scenario(plan("cash", 500), years=2).as_dict()
    del before["later_years"]
    assert scenario_from_dict(before).later_years == "published"


def test_the_pay_range_of_a_plan_with_held_rates_counts_each_year_with_its_own():
    pay_range = find_pay_range(
        scenario(plan("cash", 500), years=2, later_years="held"), FACTS, ASSUMPTIONS, "sales"
    )
    assert pay_range.present == cent(500 * (1 + tax_rules("NL", 2026).charges()))
    with pytest.raises(ScenarioError, match="2027"):
        find_pay_range(scenario(plan("cash", 500), years=2), FACTS, ASSUMPTIONS, "sales")

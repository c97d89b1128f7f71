"""Bad input is a sentence at its field that says where to fix it, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.session.plan_links import encode
from dashboard.text.plan_tables import LAST_RATES, NET_BASE, NET_MEDIAN, UNPUBLISHED_YEARS
from dashboard.views.rewards.comparison import NOT_CALCULATED
from dashboard.views.rewards.fields import ASSUMPTIONS, NO_FIELD, SETTINGS, TERMS
from dashboard.views.rewards.page import CANNOT_CALCULATE
from metrics.disclosure.plain_text import filled
from metrics.rewards import RewardPlan
from metrics.rewards.faults import NOT_PUBLISHED, scenario_faults
from metrics.rewards.notes import RATES_HELD
from tests.dashboard.reading import EN, says, shows, table, title, unescaped
from tests.dashboard.views.rewards_page import BONUS, open_rewards, plan_a


@pytest.mark.parametrize(
    ("change", "tab"),
    [
        ({"discount_rate": 2.0}, SETTINGS),
        ({"free_space_used": -1.0}, SETTINGS),
        ({"assumptions": (("replacement_cost", 0.9, 0.5, 0.3),)}, ASSUMPTIONS),
        ({"seed": -1}, NO_FIELD),
        (
            {
                "categories": (
                    replace(BONUS.categories[0], reward=RewardPlan("cash", 5.0, least_hours=2.0)),
                )
            },
            TERMS,
        ),
    ],
)
def test_a_fault_without_a_visible_field_says_where_to_fix_it(visit, scenarios, change, tab):
    at = open_rewards(visit, a=encode(replace(BONUS, **change)), plan="a")
    assert not at.exception and tab in unescaped(at.error[0].value)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reward": RewardPlan("cash", -5.0)}, "reward.amount"),
        ({"pairings": -1}, "pairings"),
        ({"months": 0}, "months"),
        ({"reward": RewardPlan("cash", 5.0, least_hours=2.0)}, "reward.least_hours"),
    ],
)
def test_a_fault_is_a_sentence_at_its_field_and_nothing_is_lost(visit, scenarios, change, field):
    faulty = replace(BONUS, categories=(replace(BONUS.categories[0], **change),))
    at = open_rewards(visit, a=encode(faulty), b=encode(BONUS), plan="a")
    at.selectbox(key="plan_category").set_value("customers").run()
    assert not at.exception
    (fault,) = scenario_faults(faulty)
    assert fault.place == f"categories.customers.{field}"
    expected = filled(fault.text, fault.values, EN)
    assert any(unescaped(error.value) == unescaped(expected) for error in at.error)
    assert title(at) == CANNOT_CALCULATE
    assert plan_a(at) == faulty
    assert len(table(at, NET_MEDIAN)[NET_MEDIAN]) == 3


def test_a_year_without_tax_rules_says_so_at_the_field(visit, scenarios):
    at = open_rewards(visit, a=encode(replace(BONUS, tax_year=2035)), plan="a")
    assert not at.exception and any("2035" in error.value for error in at.error)
    at.number_input(key="plan_tax_year").set_value(2026).run()
    assert not at.error


def test_years_without_published_rates_are_a_fault_at_their_field_until_the_last_ones_are_held(
    visit, scenarios
):
    at = open_rewards(visit, "saved", a=encode(replace(BONUS, years=3)), b=encode(BONUS), plan="a")
    assert not at.exception and title(at) == CANNOT_CALCULATE
    at_field = [one.value for one in at.error if says(one.value, NOT_PUBLISHED, years="2027, 2028")]
    assert len(at_field) == 2
    at.selectbox(key="plan_later_years").set_value("held").run()
    assert not at.exception and not at.error and plan_a(at).later_years == "held"
    assert shows(at, RATES_HELD, years="2027, 2028")
    assert table(at, NET_BASE)[UNPUBLISHED_YEARS][2:] == [LAST_RATES, "–"]


def test_a_plan_that_cannot_be_calculated_is_named_next_to_the_others(visit, scenarios):
    at = open_rewards(
        visit, a=encode(replace(BONUS, name="Three years", years=3)), b=encode(BONUS), plan="b"
    )
    assert any(says(one.value, NOT_CALCULATED, plans="Three years") for one in at.warning)
    assert len(table(at, NET_MEDIAN)[NET_MEDIAN]) == 3

"""Bad input is a sentence at its field, says where it is mended, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.session.plan_links import encode
from metrics.rewards import RewardPlan
from tests.dashboard.bench import BONUS, LEFT, bench, plan_a, shown, table
from tests.dashboard.test_pages import title


@pytest.mark.parametrize(
    ("change", "tab"),
    [
        ({"discount_rate": 2.0}, "Plan settings"),
        ({"free_space_used": -1.0}, "Plan settings"),
        ({"assumptions": (("replacement_cost", 0.9, 0.5, 0.3),)}, "Assumptions"),
        ({"seed": -1}, "take this plan away"),
        (
            {
                "categories": (
                    replace(BONUS.categories[0], reward=RewardPlan("cash", 5.0, least_hours=2.0)),
                )
            },
            "Terms, and",
        ),
    ],
)
def test_a_fault_without_a_visible_field_says_where_it_is_mended(visit, scenarios, change, tab):
    at = bench(visit, a=encode(replace(BONUS, **change)), plan="a")
    assert not at.exception and tab in at.error[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reward": RewardPlan("cash", -5.0)}, "is negative"),
        ({"pairings": -1}, "is negative"),
        ({"months": 0}, "months is not between"),
        ({"reward": RewardPlan("cash", 5.0, least_hours=2.0)}, "not a share"),
    ],
)
def test_a_fault_is_a_sentence_at_its_field_and_nothing_is_lost(visit, scenarios, change, says):
    faulty = replace(BONUS, categories=(replace(BONUS.categories[0], **change),))
    at = bench(visit, a=encode(faulty), b=encode(BONUS), plan="a")
    at.selectbox(key="plan_category").set_value("customers").run()
    assert not at.exception
    assert any(says in error.value.replace("\\", "") for error in at.error)
    assert title(at) == "This plan cannot be calculated yet"
    assert plan_a(at) == faulty
    assert len(table(at, LEFT)[LEFT]) == 3


def test_a_year_without_tax_rules_says_so_at_the_field(visit, scenarios):
    at = bench(visit, a=encode(replace(BONUS, tax_year=2035)), plan="a")
    assert not at.exception and any("2035" in error.value for error in at.error)
    at.number_input(key="plan_tax_year").set_value(2026).run()
    assert not at.error


def test_years_without_published_rates_are_a_fault_at_their_field_until_the_last_ones_are_held(
    visit, scenarios
):
    at = bench(visit, "saved", a=encode(replace(BONUS, years=3)), b=encode(BONUS), plan="a")
    assert not at.exception and title(at) == "This plan cannot be calculated yet"
    at_field = [error.value for error in at.error if "not published yet" in error.value]
    assert len(at_field) == 2 and "2027, 2028" in at_field[1].replace("\\", "")
    at.selectbox(key="plan_later_years").set_value("held").run()
    assert not at.exception and not at.error and plan_a(at).later_years == "held"
    assert "are held for 2027, 2028" in shown(at)
    assert table(at, "Net result, base case")["Years without published tax rates"][2:] == [
        "last known rates used",
        "–",
    ]


def test_a_plan_that_cannot_be_reckoned_is_named_beside_those_that_can(visit, scenarios):
    at = bench(
        visit, a=encode(replace(BONUS, name="Three years", years=3)), b=encode(BONUS), plan="b"
    )
    assert any("Three years" in one.value for one in at.warning)
    assert len(table(at, LEFT)[LEFT]) == 3

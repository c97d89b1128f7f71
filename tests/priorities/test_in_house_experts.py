"""In-house experts per category, each person counted once."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.experts.find import Expert, Experts, all_experts, measures_by_expert
from metrics.priorities.category_tree import Category, CategoryTree
from metrics.priorities.in_house_experts import (
    BY_CUSTOMERS,
    CUSTOMERS_RETAINED,
    category_measures,
    in_house_experts,
)
from tests.companies import asked, drawn

TREE = CategoryTree(
    (
        Category("customers", at_stake="customers"),
        Category("large", parent="customers", outcome_metric="sales"),
        Category("risk"),
        Category("privacy", parent="risk", department="IT", outcome_metric="incidents"),
        Category("safety", parent="risk", goal_group="near misses", shipped=True),
        Category("renewals"),
        Category("quality", outcome_metric="performance"),
        Category("plans", shipped=True, outcome_metric="incidents"),
    )
)


def by(measure: str, *people: str) -> Experts:
    named = tuple(
        Expert(person, "", "", 1, 1, 20.0, 5, 0.5, 0.2, 0.9, 3.0, None) for person in people
    )
    return Experts(
        named,
        owners=30,
        assessed=20,
        events=99,
        by_size=(),
        colleagues={},
        case_mix=(),
        measure=measure,
    )


KNOWN = {
    one.measure: one
    for one in (
        by("", "ann", "bob"),
        by("incidents", "cas"),
        by("near misses", "cas", "dik"),
        by("renewals"),
        by("sales", "bob"),
    )
}


def test_a_category_is_about_customers_and_the_measures_it_and_its_sub_categories_name():
    about = {one.code: category_measures(one, TREE, KNOWN) for one in TREE.broad_categories()}
    assert about == {
        "customers": {"", "sales"},
        "risk": {"incidents", "near misses"},
        "renewals": {"renewals"},
        "quality": set(),
        "plans": {"incidents"},
    }
    assert category_measures(TREE.get("privacy"), TREE, KNOWN) == {"incidents"}


def test_each_in_house_expert_counts_once_and_the_measures_are_named():
    found = in_house_experts(TREE, measures_by_expert(KNOWN), KNOWN)
    assert {category: one.amount.value for category, one in found.items()} == {
        "customers": 2.0,
        "risk": 2.0,
        "renewals": 0.0,
    }, "bob and cas are experts by two; what only ships is not ranked"
    assert found["customers"].values == {"by": (CUSTOMERS_RETAINED, "sales")}
    assert found["risk"].values == {"by": ("incidents", "near misses")}


def test_customers_alone_have_a_sentence_of_their_own_and_no_measure_gives_no_figure():
    (alone,) = in_house_experts(TREE, measures_by_expert({"": KNOWN[""]}), {""}).values()
    assert alone.says == BY_CUSTOMERS and not alone.values
    assert in_house_experts(TREE, {}, ()) == {}


def test_an_expert_has_all_the_measures_that_name_them():
    assert measures_by_expert(KNOWN) == {
        "ann": ("",),
        "bob": ("", "sales"),
        "cas": ("incidents", "near misses"),
        "dik": ("near misses",),
    }


@pytest.mark.parametrize("measures", [False, True])
def test_without_lost_customers_experts_are_found_by_measures_only(measures):
    people = [f"P{i}" for i in range(21)]
    lines = [
        f"{one} | {year}-{month} | calls | {1 if one == 'P0' else 4} | 400 | fewer"
        for one in people
        for year in (2023, 2024)
        for month in ("03-31", "06-30", "09-30", "12-31")
    ]
    staff = [
        "person_id | hire_date | department",
        *(f"{one} | 2020-01-01 | Plant" for one in people),
    ]
    head = "person_id | period_end | measure | value | exposure | better"
    tables = drawn(staff="\n".join(staff), measures="\n".join([head, *lines]) if measures else "")
    with asked(tables, as_of=date(2024, 12, 31)) as session:
        found = all_experts(session)
    assert measures_by_expert(found) == ({"P0": ("calls",)} if measures else {})
    assert list(found) == (["calls"] if measures else [])

"""The category tree: the company's own lines, and the shipped ones it does not name."""

from __future__ import annotations

from datetime import date

from metrics.priorities.category_tree import load_category_tree, shipped_categories
from tests.companies import asked, drawn

AS_OF = date(2025, 12, 31)
FIVE = ["customers", "capability", "risk", "social_media", "global"]
OWN = drawn(
    staff="""
        person_id | hire_date  | department
        ann       | 2020-01-01 | sales
        bob       | 2020-01-01 | sales
    """,
    pairings="""
        pairing_id | mentor_id | mentee_id | category | start_date
        m1         | ann       | bob       | craft    | 2024-03-10
    """,
    categories="""
        category | parent | name_nl | name_en | segment | department
        risk     |        | Gevaar  |         |         |
        fire     | risk   | Brand   | Fire    |         | sales
        small    | risk   |         |         | smb     |
    """,
)


def test_without_a_table_the_five_shipped_categories_have_both_names_and_goal_groups():
    with asked(drawn(), as_of=AS_OF) as session:
        found = load_category_tree(session)
    assert [one.code for one in found.broad_categories()] == FIVE
    assert all(one.name_nl and one.name_en and one.shipped for one in found.categories)
    goals = {one.goal_group for one in found.categories if one.parent}
    assert goals == {"women_in_sales", "newcomers", "safety", "high_revenue", "high_performers"}
    assert found.in_use() == ()


def test_the_companys_own_lines_replace_the_shipped_ones():
    with asked(OWN, as_of=AS_OF) as session:
        found = load_category_tree(session)
    risk = found.get("risk")
    assert (risk.name("nl"), risk.name("en"), risk.shipped) == ("Gevaar", "Gevaar", False)
    assert found.get("customers").shipped
    assert [one.code for one in found.children("risk")] == ["safety", "fire", "small"]
    assert [one.code for one in found.path("fire")] == ["risk", "fire"]
    assert [one.code for one in found.subtree("risk")] == ["risk", "safety", "fire", "small"]


def test_a_category_that_only_pairings_name_is_in_the_tree_and_in_use():
    with asked(OWN, as_of=AS_OF) as session:
        found = load_category_tree(session)
    assert (found.get("craft").pairings, found.get("craft").name("en")) == (1, "craft")
    assert [one.code for one in found.in_use()] == ["risk", "craft"]
    assert (
        found.get("nonsense") is None and found.path("nonsense") == found.subtree("nonsense") == ()
    )


def test_every_shipped_parent_is_a_broad_category():
    assert {one.parent for one in shipped_categories() if one.parent} <= set(FIVE)

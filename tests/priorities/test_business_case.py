"""Each category's business case against figures calculated by hand, and the reasons of missing ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.priorities.business_case import (
    ASSUMED,
    COSTS,
    CRITERIA,
    EFFECT,
    MEASURED,
    MENTORS,
    MENTORS_HIDDEN,
    NO_MENTORS,
    NO_RECENT_PAIRING,
    SOLUTION,
    STAKE,
    URGENCY,
    business_cases,
)
from metrics.priorities.category_tree import Category, CategoryTree
from metrics.priorities.company_evidence import CaseFigure, CompanyEvidence, available_mentors
from metrics.priorities.drilldown import (
    CUSTOMERS,
    GROUP,
    PEOPLE,
    CellCounts,
    Cube,
    group_against_rest,
)
from metrics.priorities.performance_gap import PerformanceGap, performance_gaps
from metrics.priorities.ranking import UncertainValue
from metrics.priorities.stake import (
    HIDDEN,
    NO_DEPARTMENT,
    NO_MONEY,
    NO_PRICE,
    NO_RESULTS,
    NOBODY_COUNTED,
    NOTHING_NAMED,
    category_cells,
)
from metrics.rewards.model import appraise
from metrics.rewards.scenario import todays_plan
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate
from tests.companies import asked, drawn

OF = load_assumptions()
ALL = (None, None, None)
TREE = CategoryTree(
    (
        Category("customers", name_en="Customers", at_stake=CUSTOMERS),
        Category("craft", name_en="Craft"),
        Category("data", parent="craft", department="IT"),
        Category("law", parent="craft", department="Legal"),
        Category("quality", department="IT", outcome_metric="performance"),
        Category("vague", name_en="Vague"),
        Category("safety", shipped=True),
    )
)
INSIDE = CompanyEvidence(
    {
        CUSTOMERS: Cube(CUSTOMERS, {ALL: CellCounts(500, 50, 500.0, 100, 40_000.0)}),
        PEOPLE: Cube(
            PEOPLE,
            {
                ("IT", None, None): CellCounts(100, 100, 90.0, 20, 150_000.0),
                ("Legal", None, None): CellCounts(40, 40, 40.0, 4, 30_000.0),
            },
        ),
    },
    {
        "performance": {
            "IT": PerformanceGap("performance", 90, 300, 3.1, 3.3, (1_000.0, 2_000.0, 3_000.0))
        }
    },
    {"customers": 12, "craft": 30},
    {"customers": CaseFigure(UncertainValue.exact(1.0), MEASURED)},
)


def about(category: str, **more: object) -> CategoryFacts:
    return CategoryFacts(
        category,
        pairings=40,
        mentors=20,
        hours_per_pairing=10.0,
        completion=0.8,
        mentor_pay=60_000.0,
        mentee_pay=40_000.0,
        **more,
    )


FACTS = CompanyFacts(
    "a1",
    400,
    16_000_000.0,
    45_000.0,
    leaving=0.2,
    categories={
        "": about(""),
        "customers": about(
            "customers", recent=30, months=12, exits=EffectEstimate(0.05, 0.01, 1e6)
        ),
        "craft": about("craft"),
    },
)


YEARLY = appraise(replace(todays_plan(FACTS), draws=1_000), FACTS, OF).costs_by_category()


@pytest.fixture(scope="module")
def found():
    return {
        one.category.code: one
        for one in business_cases(TREE, FACTS, INSIDE, OF, YEARLY, {"craft": 7.0})
    }


def test_a_category_is_about_its_own_cell_else_those_of_its_sub_categories():
    named = {
        code: category_cells(TREE.get(code), TREE)
        for code in ("customers", "craft", "vague", "data")
    }
    assert named["customers"] == ((CUSTOMERS, ALL),)
    assert named["craft"] == ((PEOPLE, ("IT", None, None)), (PEOPLE, ("Legal", None, None)))
    assert named["vague"] == () and named["data"] == named["craft"][:1]


def test_the_stake_is_the_loss_or_the_gap_in_the_categorys_own_measure(found):
    assert list(found) == [
        "customers",
        "craft",
        "quality",
        "vague",
    ]  # what only ships is not ranked
    stake = {code: one.figures[STAKE] for code, one in found.items()}
    assert stake["customers"].amount.value == 40_000.0
    assert stake["craft"].amount.value == pytest.approx(180_000.0)
    assert (stake["quality"].amount.low, stake["quality"].amount.high) == (1_000.0, 3_000.0)
    assert stake["vague"] is None
    for one in ("customers", "craft"):
        assert stake[one].amount.low < stake[one].amount.value < stake[one].amount.high


NO_MARGIN = {CUSTOMERS: Cube(CUSTOMERS, {ALL: CellCounts(500, 50, 500.0, 100, None)})}
NO_WORTH = PerformanceGap("performance", 90, 300, 3.1, 3.3, None)
WOMEN = Category("women", goal_group="women_in_sales")
OWN, EVERYBODY = (
    CellCounts(100, 100, 80.0, 40, 400_000.0),
    CellCounts(1000, 1000, 900.0, 204, 2_040_000.0),
)
GROUPED = CompanyEvidence(
    {PEOPLE: Cube(PEOPLE, {ALL: EVERYBODY, ("IT", None, None): OWN})},
    {},
    {},
    goal_group_cubes={"women_in_sales": Cube(PEOPLE, {ALL: OWN})},
)


def test_the_stake_of_a_goal_group_uses_its_rate_shrunk_towards_the_others():
    tree = CategoryTree((WOMEN,), frozenset({"women_in_sales"}))
    assert category_cells(WOMEN, tree) == ((GROUP, ("women_in_sales",)),)
    (case,) = business_cases(tree, FACTS, GROUPED, OF, YEARLY)
    cell = group_against_rest("women_in_sales", OWN, EVERYBODY).cell(("women_in_sales",))
    price = OF["replacement_cost"]
    stake = case.figures[STAKE].amount
    assert stake.value == pytest.approx(cell.shrunk * 80.0 * 10_000.0) and stake.value < 400_000.0
    assert stake.low == pytest.approx(cell.low * 80.0 * 10_000.0 * price.low / price.base)
    assert stake.high == pytest.approx(cell.high * 80.0 * 10_000.0 * price.high / price.base)


def test_a_goal_group_that_is_not_declared_or_is_hidden_has_no_stake():
    assert category_cells(WOMEN, CategoryTree((WOMEN,))) == ()
    tree = CategoryTree((WOMEN,), frozenset({"women_in_sales"}))
    hidden = CompanyEvidence(GROUPED.cubes, {}, {})
    assert [one.figures[STAKE] for one in business_cases(tree, FACTS, hidden, OF, YEARLY)] == [None]


def test_nobody_counts_twice_in_a_category_with_a_group_and_a_department():
    group, other = (
        Category("w", parent="broad", goal_group="w"),
        Category("n", parent="broad", goal_group="n"),
    )
    broad, it = Category("broad"), Category("it", parent="broad", department="IT")
    declared = frozenset({"w", "n"})
    assert category_cells(broad, CategoryTree((broad, group, it), declared)) == (
        (PEOPLE, ("IT", None, None)),
    )
    assert category_cells(broad, CategoryTree((broad, group), declared)) == ((GROUP, ("w",)),)
    assert category_cells(broad, CategoryTree((broad, group, other), declared)) == ()


def test_a_missing_part_makes_the_stake_unknown_instead_of_small():
    less = CompanyEvidence(
        {PEOPLE: Cube(PEOPLE, {("IT", None, None): CellCounts(100, 100, 90.0, 20, 150_000.0)})},
        {},
        {},
    )
    assert [one.figures[STAKE] for one in business_cases(TREE, FACTS, less, OF, YEARLY)][:2] == [
        None,
        None,
    ]


IT = (PEOPLE, ("IT", None, None))


@pytest.mark.parametrize(
    ("category", "evidence", "reason"),
    [
        (Category("x"), {}, NOTHING_NAMED),
        (Category("x", department="IT"), {}, NOBODY_COUNTED),
        (Category("x", department="IT"), {"hidden_cells": frozenset({IT})}, HIDDEN),
        (Category("x", at_stake=CUSTOMERS), {"cubes": NO_MARGIN}, NO_MONEY),
        (Category("x", outcome_metric="performance"), {}, NO_DEPARTMENT),
        (Category("x", department="IT", outcome_metric="performance"), {}, NO_RESULTS),
        (
            Category("x", department="IT", outcome_metric="performance"),
            {"hidden_gaps": frozenset({("performance", "IT")})},
            HIDDEN,
        ),
        (
            Category("x", department="IT", outcome_metric="performance"),
            {"performance_gaps": {"performance": {"IT": NO_WORTH}}},
            NO_PRICE,
        ),
    ],
)
def test_a_missing_stake_says_whether_privacy_or_lack_of_data_is_the_reason(
    category, evidence, reason
):
    known = {"cubes": {}, "performance_gaps": {"performance": {}}, "available_mentors": {}}
    cases = business_cases(
        CategoryTree((category,)), FACTS, CompanyEvidence(**(known | evidence)), OF, {}
    )
    assert [(case.figures[STAKE], case.missing[STAKE]) for case in cases] == [(None, reason)]


@pytest.mark.parametrize(
    ("category", "mentors", "hidden", "reason"),
    [
        ("customers", {}, {"customers"}, MENTORS_HIDDEN),
        ("customers", {}, set(), NO_MENTORS),
        ("craft", {"craft": 30}, set(), NO_RECENT_PAIRING),
    ],
)
def test_missing_mentors_say_whether_privacy_or_lack_of_data_is_the_reason(
    category, mentors, hidden, reason
):
    evidence = CompanyEvidence({}, {}, mentors, hidden_mentors=frozenset(hidden))
    cases = business_cases(CategoryTree((Category(category),)), FACTS, evidence, OF, {})
    assert [case.missing[MENTORS] for case in cases] == [reason]


def test_the_effect_is_measured_with_its_interval_else_published_with_its_grade(
    found,
):
    measured, published = found["customers"].figures[EFFECT], found["craft"].figures[EFFECT]
    assert measured.kind == MEASURED and measured.amount.value == 0.05
    ends = (measured.amount.low, measured.amount.high)
    assert ends == (pytest.approx(0.0304, abs=1e-4), pytest.approx(0.0696, abs=1e-4))
    ratio = OF["published_exit_ratio"]
    assert (published.kind, published.grade) == (ASSUMED, ratio.grade)
    assert published.amount.value == pytest.approx(0.2 * (1 - ratio.base))
    assert (published.amount.low, published.amount.high) == (
        pytest.approx(0.2 * (1 - ratio.high)),
        pytest.approx(0.2 * (1 - ratio.low)),
    )


def test_figures_without_data_are_missing_with_a_reason(found):
    assert found["customers"].figures[MENTORS].amount.value == pytest.approx(12 / 30)
    assert found["customers"].figures[COSTS].amount.value > 0
    assert found["customers"].figures[SOLUTION].amount.value == 1
    assert found["craft"].figures[URGENCY].amount.value == 7.0
    for name in (MENTORS, COSTS, SOLUTION):
        assert found["craft"].figures[name] is None
    assert found["customers"].figures[URGENCY] is None
    vague = found["vague"]
    assert {one.name for one in CRITERIA} == set(vague.option.figures)
    assert set(vague.missing) == {name for name, one in vague.figures.items() if one is None}


def test_a_department_behind_on_a_score_is_priced_and_one_ahead_is_worth_nothing():
    company = drawn(
        staff="""
            person_id | hire_date  | department
            a         | 2020-01-01 | IT
            b         | 2020-01-01 | IT
            c         | 2020-01-01 | Legal
            d         | 2020-01-01 | Legal
        """,
        reviews="""
            person_id | review_date | score
            a         | 2025-12-01  | 2
            b         | 2025-12-01  | 3
            c         | 2025-12-01  | 4
            d         | 2025-12-01  | 5
            a         | 2023-12-01  | 5
        """,
    )
    with asked(company, as_of=date(2025, 12, 31)) as session:
        found = performance_gaps(session, catalogue()["performance"], OF, pay=1_000.0)
        assert performance_gaps(session, catalogue()["retention"], OF, pay=1_000.0) == {}
    spread = 1.25**0.5  # of 2, 3, 4 and 5
    worth = 2 * 2 / spread * 1_000 * OF["score_validity"].base * OF["performance_value"].base
    assert (found["IT"].own, found["IT"].others) == (2.5, 4.5)
    assert found["IT"].worth[1] == pytest.approx(worth)
    assert found["Legal"].worth == (0.0, 0.0, 0.0)


def test_mentors_who_left_are_not_available():
    company = drawn(
        staff="""
            person_id | hire_date  | exit_date  | department
            a         | 2020-01-01 |            | IT
            b         | 2020-01-01 | 2025-02-01 | IT
            c         | 2020-01-01 |            | IT
        """,
        pairings="""
            pairing_id | mentor_id | mentee_id | category | start_date
            m1         | a         | c         | craft    | 2024-03-10
            m2         | b         | c         | craft    | 2024-03-10
            m3         | a         | b         | craft    | 2024-05-10
        """,
    )
    with asked(company, as_of=date(2025, 12, 31)) as session:
        assert available_mentors(session) == {"craft": 1}

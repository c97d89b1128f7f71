"""Drill-down: counts by hand, rates shrunk by the formula, and no hidden cell found by subtraction."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalog.portable import portability_faults
from metrics.contract.goal_groups import GoalGroup
from metrics.disclosure import release
from metrics.disclosure.suppression import hidden_cells
from metrics.inference.rate_shrinkage import binomial_p_value, cell_rates
from metrics.priorities.company_evidence import AVAILABLE_SQL, CompanyEvidence
from metrics.priorities.drilldown import (
    CELLS_SQL,
    CUSTOMERS,
    GROUP,
    PEOPLE,
    CellCounts,
    Cube,
    goal_group_cubes,
    group_against_rest,
    narrowest_cell,
    subject_cube,
)
from metrics.priorities.performance_gap import GAP_SQL
from tests.companies import asked, drawn

AS_OF = date(2025, 12, 31)
DRAWN = drawn(
    staff="""
        person_id | hire_date  | exit_date  | exit_reason | department | grade
        ann       | 2020-01-01 |            |             | sales      | senior
        bob       | 2025-03-15 |            |             | sales      | junior
        cas       | 2023-02-01 | 2025-03-20 | voluntary   | care       | junior
        dee       | 2010-01-01 | 2025-06-30 | retirement  | care       | senior
    """,
    customers="""
        customer_id | owner_id | started_on | ended_on   | segment | product | annual_revenue | margin
        c1          | ann      | 2020-05-05 |            | small   | lease   | 1000           | 0.5
        c2          | ann      | 2020-05-05 | 2025-06-30 | small   | lease   | 1000           | 0.5
        c3          | bob      | 2025-07-10 |            | large   | lease   | 9000           | 0.1
        c4          | ann      | 2020-05-05 | 2023-11-30 | large   | lease   | 9000           | 0.1
        c5          | bob      | 2025-01-01 | 2025-12-15 | large   | repair  |                |
    """,
)


@pytest.mark.parametrize(
    "path", [*CELLS_SQL.values(), GAP_SQL, AVAILABLE_SQL], ids=lambda path: path.name
)
def test_the_sql_runs_on_every_engine(path):
    assert portability_faults(path) == []


def test_customers_are_counted_as_in_the_hand_calculation():
    with asked(DRAWN, as_of=AS_OF) as session:
        found = subject_cube(session, CUSTOMERS).cells
    # two years: c1 24 months, c2 18 (to June), c3 5 (from August), c5 12; c4 ended before
    assert found[(None, None, None)] == CellCounts(
        4, 2, pytest.approx(59 / 12), 2, pytest.approx(500 / 2)
    )
    assert found[("small", None, None)] == CellCounts(
        2, 1, pytest.approx(42 / 12), 1, pytest.approx(500 / 2)
    )
    assert found[("large", "repair", "sales")] == CellCounts(1, 1, 1.0, 1, None)
    assert (
        found[("large", "lease", None)].lost == 0 and found[("large", "lease", None)].money == 0.0
    )


def test_people_count_by_tenure_at_the_time_and_only_voluntary_exits_count():
    with asked(DRAWN, as_of=AS_OF) as session:
        found = subject_cube(session, PEOPLE, per_exit=1000.0).cells
    # ann 24 months, bob 10 (from March), cas 15 (to March), dee 18 (to June)
    assert found[(None, None, None)] == CellCounts(
        4, 4, pytest.approx(67 / 12), 1, pytest.approx(500.0)
    )
    assert found[(None, None, "below_1")].years == pytest.approx((10 + 1) / 12)  # cas: January 2024
    assert found[("care", None, "1_to_2")] == CellCounts(
        1, 1, pytest.approx(14 / 12), 1, pytest.approx(500.0)
    )
    assert found[("care", None, "from_6")].lost == 0


def test_a_goal_group_counts_people_for_the_months_they_were_in_it():
    mine = [
        GoalGroup("women", gender="f", department="sales"),
        GoalGroup("new", tenure_months_below=18),
        GoalGroup("nobody", location="Mars"),
    ]
    company = drawn(
        staff="""
        person_id | hire_date  | exit_date  | exit_reason | department | grade  | gender
        ann       | 2020-01-01 |            |             | sales      | senior | f
        bob       | 2025-03-15 |            |             | sales      | junior | m
        cas       | 2024-02-01 | 2025-03-20 | voluntary   | care       | junior | f
        eva       | 2023-09-01 | 2025-06-30 | voluntary   | sales      | junior | f
    """
    )
    with asked(company, as_of=AS_OF, goal_groups=mine) as session:
        found, whole = (
            goal_group_cubes(session, per_exit=1000.0),
            subject_cube(session, PEOPLE, per_exit=1000.0),
        )
    top = (None, None, None)
    assert set(found) == {"women", "new"}
    # the two years: ann 24 months; eva 18 until June, of which 14 below 18 months (to February);
    # bob 10; cas 14
    assert found["women"].cells[top] == CellCounts(
        2, 2, pytest.approx(42 / 12), 1, pytest.approx(500.0)
    )
    assert found["new"].cells[top] == CellCounts(
        3, 3, pytest.approx((14 + 10 + 14) / 12), 1, pytest.approx(500.0)
    )
    assert whole.cells[top] == CellCounts(4, 4, pytest.approx(66 / 12), 2, pytest.approx(1000.0))


def test_a_goal_group_is_compared_with_everyone_else_and_shrunk_towards_them():
    own, whole = (
        CellCounts(100, 100, 80.0, 40, 4_000.0),
        CellCounts(1000, 1000, 900.0, 204, 20_400.0),
    )
    found = group_against_rest("women", own, whole)
    cell = found.cell(("women",))
    assert found.subject == GROUP and cell.rest_rate == pytest.approx(164 / 820)
    assert cell.rest_rate < cell.shrunk < cell.rate == 0.5
    assert cell.shrunk == pytest.approx(cell_rates([40, 164], [80.0, 820.0])[0].shrunk)
    assert cell.is_significant


@pytest.mark.parametrize(
    ("people", "within", "told"),
    [
        (50, 50, True),
        (9, 9, False),  # the group itself is nine
        (195, 195, False),  # all but five of the company
        (93, 93, False),
        (90, 90, True),  # seven of the department are not in it, then ten
        (107, 100, False),
        (110, 100, True),  # it holds the department and seven, then ten, more
    ],
)
def test_a_goal_group_is_hidden_if_few_people_are_in_it_or_outside_it(people, within, told):
    def counts(n: int) -> CellCounts:
        return CellCounts(n, n, float(n), n // 4, 1_000.0)

    top, sales = (None, None, None), ("sales", None, None)
    everybody = Cube(
        PEOPLE, {top: counts(200), sales: counts(100), ("care", None, None): counts(100)}
    )
    group = Cube(PEOPLE, {top: counts(people), sales: counts(within)})
    shown = release(CompanyEvidence({PEOPLE: everybody}, {}, {}, goal_group_cubes={"women": group}))
    assert ("women" in shown.goal_group_cubes) == told
    assert (shown.cube_around(GROUP, ("women",)) is not None) == told
    assert ((GROUP, ("women",)) in shown.hidden_cells) != told
    assert all(set(one.cells) == {top} for one in shown.goal_group_cubes.values())


def test_without_a_table_there_is_no_cell():
    with asked(drawn(), as_of=AS_OF) as session:
        assert subject_cube(session, CUSTOMERS).cells == subject_cube(session, PEOPLE).cells == {}
    empty = Cube(CUSTOMERS, {})
    assert (
        narrowest_cell(empty) == empty.top
        and empty.cell(empty.top) is None
        and empty.open_dimensions(empty.top) == ()
    )


def test_rates_are_shrunk_towards_the_common_rate_by_the_formula():
    lost, years = [30, 2, 40], [100.0, 4.0, 400.0]
    mean = 72 / 504
    between = (
        sum(e * (d / e - mean) ** 2 for d, e in zip(lost, years, strict=True)) / 504 - mean / 168
    )
    assert between > 0
    for found, d, e in zip(cell_rates(lost, years), lost, years, strict=True):
        weight = between / (between + mean / e)
        assert found.weight == pytest.approx(weight)
        assert found.shrunk == pytest.approx(mean + weight * (d / e - mean))
        assert found.low < found.shrunk < found.high
    assert cell_rates(lost, years)[1].weight < 0.5 < cell_rates(lost, years)[2].weight


def test_cells_that_differ_no_more_than_by_chance_get_the_common_rate():
    assert [one.shrunk for one in cell_rates([10, 11, 9], [100, 100, 100])] == pytest.approx(
        [0.1] * 3
    )
    assert cell_rates([], []) == [] and cell_rates([3], [10])[0].shrunk == 0.3


def test_the_p_value_is_binomial():
    assert binomial_p_value(3, 1.0, 4, 4.0) == pytest.approx(4 * 0.25**3 * 0.75 + 0.25**4)
    assert binomial_p_value(0, 1.0, 4, 4.0) == 1.0


def planted(extra: int = 90, seed: int = 1) -> Cube:
    """Two segments by two products of 200 customers each; of small with repair many more are
    lost."""
    rng, base = np.random.default_rng(seed), {}
    for segment, product_ in product(("small", "large"), ("lease", "repair")):
        lost = int(rng.poisson(40)) + (extra if (segment, product_) == ("small", "repair") else 0)
        base[(segment, product_, "sales")] = CellCounts(200, 40, 200.0, lost, lost * 1000.0)
    return added(base)


def added(base: dict) -> Cube:
    """The cube of these narrowest cells: every combination of them added up."""
    cells: dict = {}
    for place, one in base.items():
        for mask in product((True, False), repeat=3):
            at = tuple(value if keep else None for keep, value in zip(mask, place, strict=True))
            old = cells.get(at, CellCounts(0, 0, 0.0, 0, 0.0))
            cells[at] = CellCounts(
                old.units + one.units,
                old.people + one.people,
                old.years + one.years,
                old.lost + one.lost,
                old.money + one.money,
            )
    return Cube(CUSTOMERS, cells)


def test_the_path_from_broad_to_narrow_ends_at_the_planted_problem():
    found = planted()
    place = narrowest_cell(found)
    assert place[:2] == ("small", "repair")
    cell = found.cell(place)
    assert cell.is_significant and cell.relative_rate > 1.5 and not cell.is_small
    assert cell.rest_rate == pytest.approx((found.cells[found.top].lost - cell.counts.lost) / 600)


def test_without_a_significant_cell_the_path_stays_at_the_top():
    names = [narrowest_cell(planted(extra=0, seed=seed)) for seed in range(100)]
    assert (
        sum(place != (None, None, None) for place in names) <= 12
    )  # each of three kinds is wrong in at most 5 of 100


cells_drawn = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("mn")),
    st.integers(1, 40),
    min_size=1,
    max_size=12,
)


@given(cells_drawn)
def test_no_hidden_cell_is_found_by_subtraction(sizes):
    whole = added({place: CellCounts(n, n, float(n), n // 4, 0.0) for place, n in sizes.items()})
    out = hidden_cells(whole)
    assert {place for place, one in whole.cells.items() if one.units < 10} <= out
    known = set(whole.cells) - out
    while True:  # what a reader can work out: one unknown in a sum of cells is the rest of it
        more = set()
        for parent, at in product(whole.cells, range(3)):
            if parent[at] is None:
                parts = [
                    one
                    for one in whole.cells
                    if one[at] is not None and (*one[:at], None, *one[at + 1 :]) == parent
                ]
                unknown = [one for one in (parent, *parts) if one not in known]
                more |= set(unknown) if len(unknown) == 1 else set()
        if not more:
            break
        known |= more
    assert not {place for place in known & out if whole.cells[place].units < 10}


def test_cells_and_mentors_of_few_people_are_not_released():
    few = added(
        {
            ("small", "lease", "sales"): CellCounts(50, 3, 50.0, 9, 9.0),
            ("large", "lease", "sales"): CellCounts(60, 30, 60.0, 9, 9.0),
            ("large", "repair", "sales"): CellCounts(70, 30, 70.0, 9, 9.0),
        }
    )
    shown = release(CompanyEvidence({CUSTOMERS: few}, {}, {"a": 9, "b": 10}))
    assert shown.available_mentors == {"b": 10} and shown.hidden_mentors == {"a"}
    cells = shown.cubes[CUSTOMERS].cells
    assert ("small", None, None) not in cells and (
        "large",
        None,
        None,
    ) not in cells  # one would give the other
    assert (None, None, None) in cells
    assert shown.hidden_cells == {(CUSTOMERS, key) for key in set(few.cells) - set(cells)}

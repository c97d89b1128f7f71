"""Hidden experts by a measure: whose incidents are surely and lastingly fewer, or renewals more;
who is not judged."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from metrics.experts.count_outliers import EventCounts, dispersion
from metrics.experts.find import Experts, measure_experts
from metrics.experts.score_outliers import ScoredExperts
from tests.companies import asked, drawn

QUARTERS = [
    f"{year}-{end}" for year in (2023, 2024) for end in ("03-31", "06-30", "09-30", "12-31")
]
OTHERS = 20
Row = tuple[object, ...]
STAFF = "person_id | hire_date | exit_date | department | job_family\n" + "\n".join(
    f"{person} | 2020-01-01 | {'2024-11-30' if person == 'LEFT' else ''} | Plant | operator"
    for person in ("A", "LEFT", *(f"P{i}" for i in range(OTHERS)))
)


def found_in(
    rows: list[Row], *, better: str = "fewer", exposure: object = 400
) -> tuple[Experts, ...]:
    """The answer where (person, quarter, value) stand in the table of measures, or with an exposure
    and what is better of their own."""
    head = "person_id | period_end | measure | value | unit | exposure | better"
    lines = [
        " | ".join(
            map(str, (person, quarter, "incidents", value, "reports", *(own or (exposure, better))))
        )
        for person, quarter, value, *own in rows
    ]
    with asked(
        drawn(staff=STAFF, measures="\n".join([head, *lines])), as_of=date(2024, 12, 31)
    ) as session:
        return measure_experts(session)


def each(person: str, value: object) -> list[Row]:
    return [(person, quarter, value) for quarter in QUARTERS]


def everybody(value: object) -> list[Row]:
    return [row for i in range(OTHERS) for row in each(f"P{i}", value)]


def test_who_has_far_fewer_incidents_in_as_much_work_is_named():
    (found,) = found_in([*everybody(4), *each("A", 1)])
    (expert,) = found.experts
    assert (found.measure, found.unit, found.owners) == ("incidents", "reports", 21)
    assert isinstance(found, Experts) and not found.more
    assert (expert.person_id, expert.job_family, expert.events, expert.units) == (
        "A",
        "operator",
        8,
        8,
    )
    assert expert.expected == pytest.approx((OTHERS * 8 * 4 + 8) / 21)
    assert expert.events / expert.expected < expert.ratio < 1 and expert.margin is None
    assert expert.kept == pytest.approx(expert.expected * (1 - expert.ratio))


def test_where_more_is_better_the_same_person_is_not_named_and_who_has_more_is():
    rows = [*everybody(4), *each("A", 1)]
    assert found_in(rows, better="more")[0].experts == ()
    (found,) = found_in([*everybody(4), *each("A", 9)], better="more")
    (expert,) = found.experts
    assert found.more and expert.person_id == "A" and expert.ratio > 1
    assert expert.kept == pytest.approx(expert.expected * (expert.ratio - 1))
    assert found_in([*everybody(4), *each("A", 9)])[0].experts == ()


def test_a_good_first_year_alone_is_not_enough():
    good = [("A", quarter, 0 if quarter < "2024" else 4) for quarter in QUARTERS]
    assert found_in([*everybody(4), *good])[0].experts == ()


def test_as_few_in_much_less_work_is_no_merit():
    few = [(*row, 100, "fewer") for row in each("A", 2)]
    assert found_in([*everybody(4), *each("A", 1)])[0].experts
    assert found_in([*everybody(4), *[(*row, 4000, "fewer") for row in each("A", 10)]])[0].experts
    assert found_in([*everybody(4), *few])[0].experts == ()


def test_who_left_is_not_named():
    assert found_in([*everybody(4), *each("LEFT", 1)])[0].experts == ()


def test_without_a_direction_nobody_is_judged():
    assert found_in([*everybody(4), *each("A", 1)], better="") == ()


@pytest.mark.parametrize(("value", "exposure"), [(4, ""), (4.5, 400)])
def test_without_the_amount_of_work_and_for_an_average_values_are_judged_and_not_counts(
    value, exposure
):
    (found,) = found_in([*everybody(value), *each("A", 1)], exposure=exposure)
    assert isinstance(found, ScoredExperts) and (found.measure, found.owners) == ("incidents", 21)


def test_where_rows_disagree_on_what_is_better_nobody_is_judged():
    one_other = ("P3", "2023-01-31", 4, 400, "more")
    assert found_in([*everybody(4), *each("A", 1), one_other]) == ()


def test_counts_that_swing_more_than_single_events_or_are_very_many_are_judged_as_values():
    swing = [
        (person, quarter, value * (1 if quarter[5:7] in ("03", "09") else 19))
        for person, quarter, value in [*everybody(40), *each("A", 10)]
    ]
    assert isinstance(found_in(swing)[0], ScoredExperts)
    many = [*everybody(4000), *each("A", 1000)]
    assert isinstance(found_in(many)[0], ScoredExperts), (
        "the exact test of so many would take minutes"
    )


def test_independent_events_have_a_dispersion_of_one_and_clustered_ones_more():
    rng = np.random.default_rng(4)
    owner = np.repeat(np.arange(200), 10)
    events = rng.poisson(6 * np.repeat(rng.gamma(4, 0.25, 200), 10)).astype(float)
    ones = np.ones(len(owner))
    alike = EventCounts(owner, ones, owner * 0, ones, events, 200, np.ones(200, dtype=bool))
    assert dispersion(alike) == pytest.approx(1, abs=0.1)
    in_pairs = EventCounts(owner, ones, owner * 0, ones, 2 * events, 200, np.ones(200, dtype=bool))
    assert dispersion(in_pairs) == pytest.approx(2, abs=0.2)

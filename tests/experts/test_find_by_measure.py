"""Hidden experts by counts of a measure, and when counts are assessed as values instead."""

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
    """Return the answer for these (person, quarter, value) measures.

    A row may bring its own exposure and direction."""
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


def test_a_person_with_far_fewer_incidents_in_as_much_work_is_named():
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


def test_if_more_is_better_the_person_with_more_events_is_named():
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


def test_as_few_events_in_much_less_work_do_not_make_an_expert():
    few = [(*row, 100, "fewer") for row in each("A", 2)]
    assert found_in([*everybody(4), *each("A", 1)])[0].experts
    assert found_in([*everybody(4), *[(*row, 4000, "fewer") for row in each("A", 10)]])[0].experts
    assert found_in([*everybody(4), *few])[0].experts == ()


def test_a_leaver_is_not_named():
    assert found_in([*everybody(4), *each("LEFT", 1)])[0].experts == ()


def test_without_a_direction_nobody_is_assessed():
    assert found_in([*everybody(4), *each("A", 1)], better="") == ()


@pytest.mark.parametrize(("value", "exposure"), [(4, ""), (4.5, 400)])
def test_averages_and_counts_without_an_amount_of_work_are_assessed_as_values(value, exposure):
    (found,) = found_in([*everybody(value), *each("A", 1)], exposure=exposure)
    assert isinstance(found, ScoredExperts) and (found.measure, found.owners) == ("incidents", 21)


def test_if_rows_disagree_on_what_is_better_nobody_is_assessed():
    one_other = ("P3", "2023-01-31", 4, 400, "more")
    assert found_in([*everybody(4), *each("A", 1), one_other]) == ()


def test_overdispersed_or_very_large_counts_are_assessed_as_values():
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

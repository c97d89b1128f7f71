"""Hidden experts: people who retain more customers than expected, or do better by a measure.

A measure is anything counted per person (incidents per hours, renewals per contracts) or scored per
period. `count_outliers` and `score_outliers` decide who is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.experts.count_outliers import (
    CountOutlierTest,
    EventCounts,
    comparable_cells,
    dispersion,
    find_count_outliers,
)
from metrics.experts.records import (
    about_measured,
    about_owners,
    colleague_counts,
    count_customers,
    count_measures,
    score_rows,
)
from metrics.experts.score_outliers import ScoredExperts, scored_experts
from metrics.inference import funnel
from metrics.warehouse.engine import Session

CUSTOMER_CASE_MIX = ("age_band", "segment", "product", "size")
MEASURE_CASE_MIX = ("job_family", "year", "department", "grade")
MOST_DISPERSED = 1.5
MOST_EVENTS = 5000
SIZES = (0, 2, 5, 10, 20, 50, 100, float("inf"))


@dataclass(frozen=True)
class Expert:
    """A named person.

    Of their `units` (customers; of a measure: periods) they had `events` (customers lost; of a
    measure: what was counted) where `expected` were expected. `low` and `high` are the exact limits
    of events / expected; `ratio` is the cautious ratio to expect from now on. `kept` is how many
    events fewer that is (or more, if more is better), and `margin` what those customers bring in,
    in euros a year (None without a known margin).
    """

    person_id: str
    department: str
    job_family: str
    units: int
    months: int
    expected: float
    events: int
    ratio: float
    low: float
    high: float
    kept: float
    margin: float | None


@dataclass(frozen=True)
class Experts:
    """The experts by one measure, most kept first.

    `owners` had customers (or were measured), `assessed` of them had enough; `by_size` counts
    owners by expected events (from, below), and all of them together had `events`. `colleagues`
    counts owners by department and job family where the experts work. `case_mix` is what compared
    accounts had in common. `measure` is what was counted ("" for customers lost), in `unit`, and
    `more` whether more of it is better.
    """

    experts: tuple[Expert, ...]
    owners: int
    assessed: int
    events: int
    by_size: tuple[tuple[float, float, int], ...]
    colleagues: Mapping[tuple[str, str], int]
    case_mix: tuple[str, ...]
    measure: str = ""
    unit: str = ""
    more: bool = False


def all_experts(session: Session) -> dict[str, Experts | ScoredExperts]:
    """Return the hidden experts by measure; "" stands for customers retained.

    A measure by which nobody could be assessed has no key.
    """
    of_customers = customer_experts(session)
    experts: dict[str, Experts | ScoredExperts] = {"": of_customers} if of_customers else {}
    for by_measure in measure_experts(session):
        experts[by_measure.measure] = by_measure
    return experts


def measures_by_expert(
    experts: Mapping[str, Experts | ScoredExperts],
) -> dict[str, tuple[str, ...]]:
    """Return for each person whom `all_experts` names the measures that name them."""
    measures: dict[str, tuple[str, ...]] = {}
    for measure, by_measure in experts.items():
        for expert in by_measure.experts:
            measures[expert.person_id] = (*measures.get(expert.person_id, ()), measure)
    return measures


def customer_experts(session: Session) -> Experts | None:
    """Return the hidden experts among customer owners; None if none of their customers was lost."""
    table = count_customers(session)
    if not table["events"].sum():
        return None
    about = about_owners(session)
    case_mix, counts = _counts(table, about, CUSTOMER_CASE_MIX)
    return _experts(about, case_mix, counts, find_count_outliers(counts))


def measure_experts(session: Session) -> tuple[Experts | ScoredExperts, ...]:
    """Return the hidden experts by each measure, in order of its name.

    A measure needs to say whether fewer or more is better. Events in a known amount of work are
    assessed as customers are, among people of one job family and year. Everything else is assessed
    by its values, against comparable colleagues (`score_outliers`). So are counts that vary between
    periods 1.5 times as much as single events do (sums of euros, for example) or exceed 5,000 for
    one person, because the test of counts would find differences that are not there.
    """
    counts = count_measures(session)
    about = about_measured(session)
    scores = score_rows(session)
    return tuple(
        _count_experts(name, counts, about) or scored_experts(_rows_of(scores, name))
        for name in sorted(set(scores["measure"]))
    )


def _rows_of(table: Mapping[str, np.ndarray], measure: str) -> dict[str, np.ndarray]:
    rows = table["measure"] == measure
    return {name: column[rows] for name, column in table.items()}


def _count_experts(
    name: str, counts: Mapping[str, np.ndarray], about: Mapping[str, np.ndarray]
) -> Experts | None:
    """Return the experts by a measure of single events; None if it is not one."""
    table = _rows_of(counts, name)
    about = _rows_of(about, name)
    if not table["events"].sum():
        return None
    more = about["better"][0] == "more"
    case_mix, rows = _counts(table, about, MEASURE_CASE_MIX, more=more)
    most = np.bincount(rows.owner, weights=rows.events).max()
    if most > MOST_EVENTS or dispersion(rows) > MOST_DISPERSED:
        return None
    experts = _experts(about, case_mix, rows, find_count_outliers(rows))
    return replace(experts, measure=name, unit=about["unit"][0], more=more)


def _counts(
    table: Mapping[str, np.ndarray],
    about: Mapping[str, np.ndarray],
    case_mix: Sequence[str],
    *,
    more: bool = False,
) -> tuple[tuple[str, ...], EventCounts]:
    owners, owner = np.unique(table["owner_id"].astype(str), return_inverse=True)
    keys, cell = comparable_cells(table, case_mix)
    return keys, EventCounts(
        owner,
        table["half"],
        cell,
        table["at_risk"],
        table["events"],
        len(owners),
        about["employed"] == 1,
        more,
    )


def _experts(
    about: Mapping[str, np.ndarray],
    case_mix: tuple[str, ...],
    counts: EventCounts,
    test: CountOutlierTest,
) -> Experts:
    low, high = funnel.exact_ratio_limits(test.events, np.maximum(test.expected, 1e-9), test.level)
    named = [_expert(i, about, test, low, high) for i in np.flatnonzero(test.named).tolist()]
    by_size = tuple(
        (least, below, int(np.sum((test.expected >= least) & (test.expected < below))))
        for least, below in zip(SIZES, SIZES[1:], strict=False)
    )
    return Experts(
        experts=tuple(sorted(named, key=lambda expert: -expert.kept)),
        owners=counts.owners,
        assessed=int(test.assessed.sum()),
        events=int(test.events.sum()),
        by_size=by_size,
        colleagues=colleague_counts(
            about, {(expert.department, expert.job_family) for expert in named}
        ),
        case_mix=case_mix,
    )


def _expert(
    i: int,
    about: Mapping[str, np.ndarray],
    test: CountOutlierTest,
    low: np.ndarray,
    high: np.ndarray,
) -> Expert:
    kept = float(test.expected[i] * abs(1 - test.ratio[i]))
    margin = float(about["annual_margin"][i]) if "annual_margin" in about else np.nan
    return Expert(
        person_id=str(about["owner_id"][i]),
        department=about["department"][i] or "",
        job_family=about["job_family"][i] or "",
        units=int(about["accounts"][i]),
        months=int(about["months"][i]),
        expected=float(test.expected[i]),
        events=int(test.events[i]),
        ratio=float(test.ratio[i]),
        low=float(low[i]),
        high=float(high[i]),
        kept=kept,
        margin=None if np.isnan(margin) else kept * margin,
    )

"""Hidden experts: who keeps more customers than others would have kept of the same ones, surely and
lastingly; the same of anything that is counted per person (incidents in hours, renewals of
contracts). `deviants.py` says who is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.experts.count_outliers import (
    LEAST_EXPECTED,
    Counts,
    Judged,
    dispersion,
    judge,
    like_cells,
)
from metrics.experts.records import (
    about_measured,
    about_owners,
    alike,
    count_customers,
    count_measures,
    score_rows,
)
from metrics.experts.score_outliers import ScoredExperts, scored
from metrics.inference import funnel
from metrics.warehouse.engine import Session

__all__ = [
    "LEAST_EXPECTED",
    "Expert",
    "Experts",
    "experts",
    "experts_by",
    "expert_in",
    "measured_experts",
]
CASE_MIX = ("age_band", "segment", "product", "size")
OF_MEASURES = ("job_family", "year", "department", "grade")
MOST_DISPERSED, MOST_EVENTS = 1.5, 5000
SIZES = (0, 2, 5, 10, 20, 50, 100, float("inf"))


@dataclass(frozen=True)
class Expert:
    """One who is named. Of `customers` they lost `lost` where `expected` would have been lost by
    others; `ratio` is the cautious one, `low` and `high` the exact limits of lost / expected.
    `kept` is how many more they keep, cautiously, and `margin` what those bring in euros a year
    (None where no margin is known). Of a measure: `customers` are periods, `lost` events, and
    `kept` how many events fewer (or more, where more is better).
    """

    person_id: str
    department: str
    job_family: str
    customers: int
    months: int
    expected: float
    lost: int
    ratio: float
    low: float
    high: float
    kept: float
    margin: float | None


@dataclass(frozen=True)
class Experts:
    """Those who are named, most kept first. `owners` had customers, `enough` of them enough to
    tell; `by_size` counts owners by customers expected to be lost (from, below); `alike` counts
    owners by department and job family where the named ones work. `case_mix`: what accounts had in
    common with those they were compared with; `lost` customers were lost by all together.

    `measure` is what was counted ("" for customers lost), in `unit`, and `more` whether more of it
    is better.
    """

    experts: tuple[Expert, ...]
    owners: int
    enough: int
    lost: int
    by_size: tuple[tuple[float, float, int], ...]
    alike: Mapping[tuple[str, str], int]
    case_mix: tuple[str, ...]
    measure: str = ""
    unit: str = ""
    more: bool = False


def experts(session: Session) -> Experts | None:
    """The hidden experts among owners of customers; None where no customer of theirs was lost or
    none is known.
    """
    table = count_customers(session)
    if not len(table["lost"]) or not table["lost"].sum():
        return None
    about = about_owners(session)
    keys, counts = _counts(table, about, CASE_MIX)
    return _experts(about, keys, counts, judge(counts))


def measured_experts(session: Session) -> tuple[Experts | ScoredExperts, ...]:
    """The hidden experts by each measure, by name; empty without one that says whether fewer or
    more is better.

    What counts events in a known amount of work is judged as customers are, among people of one job
    family and year. All else is judged by its values beside those of like colleagues (`scores.py`),
    and so are counts that vary from period to period 1.5 times as much as single events do (sums of
    euros, say) or are above 5,000 for one person: of those the test of counts would be too sure.
    """
    counts, about, values = count_measures(session), about_measured(session), score_rows(session)
    known = [
        _measured(name, counts, about) or scored(_only(values, name))
        for name in sorted(set(values["measure"]))
    ]
    return tuple(known)


def experts_by(session: Session) -> dict[str, Experts | ScoredExperts]:
    """All hidden experts: by "" those among owners of customers, then those by each measure's name.
    A key is missing where nobody could be judged by it.
    """
    of_customers = experts(session)
    return ({"": of_customers} if of_customers else {}) | {
        one.measure: one for one in measured_experts(session)
    }


def expert_in(known: Mapping[str, Experts | ScoredExperts]) -> dict[str, tuple[str, ...]]:
    """Everybody whom `experts_by` names, by person, with the keys by which they are."""
    found: dict[str, tuple[str, ...]] = {}
    for measure, of in known.items():
        for one in of.experts:
            found[one.person_id] = (*found.get(one.person_id, ()), measure)
    return found


def _only(table: Mapping[str, np.ndarray], measure: str) -> dict[str, np.ndarray]:
    of_it = table["measure"] == measure
    return {name: column[of_it] for name, column in table.items()}


def _measured(
    name: str, counts: Mapping[str, np.ndarray], about: Mapping[str, np.ndarray]
) -> Experts | None:
    """The experts by a measure of single events; None where it is none."""
    table, about = _only(counts, name), _only(about, name)
    table |= {"at_risk": table["exposure"], "lost": table["events"]}
    if not table["lost"].sum():
        return None
    more = about["better"][0] == "more"
    keys, rows = _counts(table, about, OF_MEASURES, more=more)
    if (
        np.bincount(rows.owner, weights=rows.lost).max() > MOST_EVENTS
        or dispersion(rows) > MOST_DISPERSED
    ):
        return None
    return replace(
        _experts(about, keys, rows, judge(rows)), measure=name, unit=about["unit"][0], more=more
    )


def _counts(
    table: Mapping[str, np.ndarray],
    about: Mapping[str, np.ndarray],
    case_mix: Sequence[str],
    *,
    more: bool = False,
) -> tuple[tuple[str, ...], Counts]:
    owners, owner = np.unique(table["owner_id"].astype(str), return_inverse=True)
    keys, cell = like_cells(table, case_mix)
    return keys, Counts(
        owner,
        table["half"],
        cell,
        table["at_risk"],
        table["lost"],
        len(owners),
        about["here"] == 1,
        more,
    )


def _experts(
    about: Mapping[str, np.ndarray], keys: tuple[str, ...], counts: Counts, found: Judged
) -> Experts:
    low, high = funnel.exact_ratio_limits(found.lost, np.maximum(found.expected, 1e-9), found.level)
    named = [_expert(i, about, found, low, high) for i in np.flatnonzero(found.named)]
    sizes = [
        (low, high, int(np.sum((found.expected >= low) & (found.expected < high))))
        for low, high in zip(SIZES, SIZES[1:], strict=False)
    ]
    return Experts(
        experts=tuple(sorted(named, key=lambda one: -one.kept)),
        owners=counts.owners,
        enough=int(found.enough.sum()),
        lost=int(found.lost.sum()),
        by_size=tuple(sizes),
        case_mix=keys,
        alike=alike(about, {(one.department, one.job_family) for one in named}),
    )


def _expert(
    i: int, about: Mapping[str, np.ndarray], found: Judged, low: np.ndarray, high: np.ndarray
) -> Expert:
    kept = float(found.expected[i] * abs(1 - found.ratio[i]))
    margin = float(about["annual_margin"][i]) if "annual_margin" in about else np.nan
    return Expert(
        person_id=str(about["owner_id"][i]),
        department=about["department"][i] or "",
        job_family=about["job_family"][i] or "",
        customers=int(about["accounts"][i]),
        months=int(about["months"][i]),
        expected=float(found.expected[i]),
        lost=int(found.lost[i]),
        ratio=float(found.ratio[i]),
        low=float(low[i]),
        high=float(high[i]),
        kept=kept,
        margin=None if np.isnan(margin) else kept * margin,
    )

"""What mentoring does to a value per period: staggered difference in differences (Callaway and
Sant'Anna)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from .adjusted import Adjusted, adjusted
from .clusters import Estimate, corrected_variance, estimate, shares, totals
from .people import (
    Attributes,
    Tables,
    counted_reviews,
    first_pairings,
    last_month,
    month_of,
    spells,
)
from .scores import comparable_reviews


@dataclass(frozen=True)
class Cell:
    """ATT(g, t): n treated and n_control persons."""

    g: int
    t: int
    n: int
    n_control: int
    att: float


@dataclass(frozen=True)
class Performance:
    """The answer without covariates, and the one with them. Without a cell there is no estimate
    (None)."""

    cells: list[Cell]
    att: Estimate | None
    mentees: int
    used: int
    without_base: int
    adjusted: Adjusted


def performance(
    tables: Tables, *, as_of: date, review_cycle_months: int, where: dict | None = None
) -> Performance:
    """The effect on review scores."""
    values = [
        (person, month_of(day) // review_cycle_months, score)
        for person, day, score in comparable_reviews(tables)
    ]
    return panel(tables, values, as_of=as_of, review_cycle_months=review_cycle_months, where=where)


def panel(
    tables: Tables,
    values: Iterable[tuple[str, int, float]],
    *,
    as_of: date,
    review_cycle_months: int,
    where: dict | None = None,
) -> Performance:
    """The effect on any value, given rows (person_id, period, value)."""
    end = last_month(as_of)
    asked = dict(where or {})
    category = asked.pop("category", None)
    in_scope = _filter(tables, end, asked)
    y = {person: periods for person, periods in _means(values).items() if in_scope(person)}
    pairings = first_pairings(tables, end)
    g_of = first_periods(tables, pairings, review_cycle_months)
    mentees = [
        person
        for person, row in pairings.items()
        if in_scope(person) and (category is None or row["category"] == category)
    ]

    cells, changes = [], []  # changes: one (treated, control) pair of person -> Y_t - B_g, per cell
    for g in sorted({g_of[person] for person in mentees}):
        for t in range(g, g + 4):
            change = {
                p: y[p][t] - base(y[p], g) for p in y if t in y[p] and base(y[p], g) is not None
            }
            treated = {p: change[p] for p in mentees if g_of[p] == g and p in change}
            control = {p: value for p, value in change.items() if p not in g_of or g_of[p] > t}
            if treated and control:
                att = fmean(treated.values()) - fmean(control.values())
                cells.append(Cell(g, t, len(treated), len(control), att))
                changes.append((treated, control))
    return Performance(
        cells=cells,
        att=_overall(cells, changes, pairings) if cells else None,
        mentees=len(mentees),
        used=len({person for treated, _ in changes for person in treated}),
        without_base=sum(base(y.get(person, {}), g_of[person]) is None for person in mentees),
        adjusted=adjusted(
            tables, y, g_of, mentees, pairings, as_of=as_of, cycle=review_cycle_months
        ),
    )


def _means(values: Iterable[tuple[str, int, float]]) -> dict[str, dict[int, float]]:
    """person -> period -> mean value."""
    found = defaultdict(lambda: defaultdict(list))
    for person, period, value in values:
        found[person][period].append(value)
    return {p: {t: fmean(each) for t, each in periods.items()} for p, periods in found.items()}


def base(y: dict[int, float], g: int) -> float | None:
    """Mean of the available values in g-4, g-3, g-2; None when there is none."""
    available = [y[t] for t in (g - 4, g - 3, g - 2) if t in y]
    return fmean(available) if available else None


def first_periods(tables: Tables, pairings: dict[str, dict], cycle: int) -> dict[str, int]:
    """mentee -> G, the first period after pairing."""
    own, company = {}, {}
    for row in counted_reviews(tables):
        person, day = row["person_id"], row["review_date"]
        period = month_of(day) // cycle
        own[person, period] = max(day, own.get((person, period), day))
        company[period] = max(day, company.get(period, day))
    found = {}
    for person, row in pairings.items():
        p0 = month_of(row["start_date"]) // cycle
        reviewed = own.get((person, p0)) or company.get(p0)
        found[person] = p0 if reviewed is None or reviewed > row["start_date"] else p0 + 1
    return found


def _filter(tables: Tables, end: int, asked: dict):
    """Whether a person has what is asked for, in their pairing month or else their last observed
    month."""
    if not asked:
        return lambda _person: True
    attributes, pairings = Attributes(tables), first_pairings(tables, end)
    of_person = defaultdict(list)
    for spell in sorted(spells(tables, end), key=lambda spell: spell.row["hire_date"]):
        of_person[spell.person_id].append(spell)

    def known(person: str) -> dict:
        if person not in pairings:
            last = of_person[person][-1:]
            return attributes.at(last[0], last[0].last) if last else {}
        month = month_of(pairings[person]["start_date"])
        current = [spell for spell in of_person[person] if spell.hired <= month][-1:]
        return attributes.at(current[0], month) if current else {}

    keep = {
        person
        for person in of_person
        if all(known(person).get(name) == value for name, value in asked.items())
    }
    return keep.__contains__


def _overall(
    cells: list[Cell], changes: list[tuple[dict, dict]], pairings: dict[str, dict]
) -> Estimate:
    whole = sum(cell.n for cell in cells)
    influence, treated_cells = defaultdict(float), defaultdict(float)
    for cell, (treated, control) in zip(cells, changes, strict=True):
        treated_mean, control_mean = fmean(treated.values()), fmean(control.values())
        for person, change in treated.items():
            influence[person] += cell.n / whole * (change - treated_mean) / cell.n
            treated_cells[person] += 1
        for person, change in control.items():
            influence[person] -= cell.n / whole * (change - control_mean) / cell.n_control

    def variance_and_df(cluster_of: dict[str, str]) -> tuple[float, float]:
        persons = list(influence)
        clusters = [
            f"mentor {cluster_of[person]}" if cluster_of.get(person) else person
            for person in persons
        ]
        share = shares(totals(clusters, [treated_cells[person] for person in persons]))
        variance = corrected_variance(
            totals(clusters, [influence[person] for person in persons]), share
        )
        return variance, 1 / sum(each**2 for each in share.values()) - 1

    return estimate(
        sum(cell.n * cell.att for cell in cells) / whole,
        person=variance_and_df({}),
        mentor=variance_and_df({person: row["mentor_id"] for person, row in pairings.items()}),
    )

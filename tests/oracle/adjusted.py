"""The effect on a panel with covariates: two models fitted on rows of persons, cohorts and periods."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np

from .clusters import Estimate, corrected_variance, estimate, shares, totals
from .people import Attributes, Tables, last_month, spells

PENALTY = 1e-8
MOST_LIKELY = 0.95


@dataclass(frozen=True)
class Row:
    """One change of one person in cell (g, t)."""

    person: str
    g: int
    t: int
    treated: bool
    change: float
    traits: tuple
    last: tuple[float | None, float | None]
    fifths: tuple[int, int]


@dataclass(frozen=True)
class Adjusted:
    """The answer; without rows there is no estimate (None)."""

    att: Estimate | None = None
    mentees: int = 0
    controls: int = 0
    left_out: int = 0
    influence: dict[str, float] = field(default_factory=dict)


def adjusted(
    tables: Tables,
    y: dict[str, dict[int, float]],
    g_of: dict[str, int],
    mentees: list[str],
    pairings: dict[str, dict],
    *,
    as_of,
    cycle: int,
) -> Adjusted:
    """The effect from values per person and period, the first periods and whom the question asks
    about."""
    values = sorted(value for periods in y.values() for value in periods.values())
    person_traits = _Traits(tables, last_month(as_of), cycle)
    rows = []
    for g in sorted({g_of[p] for p in mentees}):
        for person, periods in y.items():
            base = [periods[t] for t in (g - 5, g - 4, g - 3) if t in periods]
            own = g_of.get(person)
            treated = own == g
            if not base or (treated and person not in mentees):
                continue
            last = (periods.get(g - 1), periods.get(g - 2))
            fifths = tuple(
                0 if value is None else 1 + 5 * bisect_left(values, value) // len(values)
                for value in last
            )
            for t in range(g, g + 4):
                if t in periods and (treated or own is None or own > t):
                    change = periods[t] - fmean(base)
                    traits = person_traits.before(person, g)
                    rows.append(Row(person, g, t, treated, change, traits, last, fifths))
    of_mentees = sum(row.treated for row in rows)
    rows = comparable(rows)
    if not rows:
        return Adjusted(left_out=of_mentees)
    att, influence = fitted(rows)
    cells = defaultdict(float)
    for row in rows:
        cells[row.person] += row.treated
    return Adjusted(
        _interval(att, influence, cells, pairings),
        mentees=sum(n > 0 for n in cells.values()),
        controls=sum(n == 0 for n in cells.values()),
        left_out=of_mentees - sum(row.treated for row in rows),
        influence=influence,
    )


class _Traits:
    """Department, grade and tenure band in the first month of the period before g."""

    def __init__(self, tables: Tables, end: int, cycle: int) -> None:
        self.attributes, self.cycle = Attributes(tables), cycle
        self.spells = defaultdict(list)
        for spell in sorted(spells(tables, end), key=lambda spell: spell.hired):
            self.spells[spell.person_id].append(spell)

    def before(self, person: str, g: int) -> tuple:
        month = (g - 1) * self.cycle
        begun = [spell for spell in self.spells[person] if spell.hired <= month]
        if not begun:
            return ("", "", -1)
        then = self.attributes.at(begun[-1], min(month, begun[-1].last))
        tenure = month - begun[-1].hired
        band = 0 if tenure < 12 else 1 if tenure < 24 else 2
        return (then["department"] or "", then["grade"] or "", band)


def _categories(rows: list[Row]) -> np.ndarray:
    """A column per cell, and per trait one for each category but the first."""
    columns = [
        np.array([(row.g, row.t) == cell for row in rows])
        for cell in sorted({(row.g, row.t) for row in rows})
    ]
    for place in range(3):
        levels = sorted({row.traits[place] for row in rows})[1:]
        columns += [np.array([row.traits[place] == level for row in rows]) for level in levels]
    for place in range(2):
        columns.append(np.array([row.last[place] is None for row in rows]))
    return np.column_stack(columns).astype(float)


def _of_share(rows: list[Row]) -> np.ndarray:
    return np.column_stack([_categories(rows), np.array([row.fifths for row in rows], dtype=float)])


def comparable(rows: list[Row]) -> list[Row]:
    """The rows about which both models can say something."""
    while True:
        before = len(rows)
        rows = _both_arms(rows)
        if not rows:
            return []
        x = _categories(rows)
        others = x[[not row.treated for row in rows]]
        fitted = np.linalg.lstsq(others.T, x.T, rcond=1e-10)[0]
        known = np.abs(others.T @ fitted - x.T).max(axis=0) < 1e-6
        rows = _both_arms([row for row, is_known in zip(rows, known, strict=True) if is_known])
        if rows:
            chance = _chance(_of_share(rows), np.array([row.treated for row in rows], dtype=float))
            rows = [row for row, p in zip(rows, chance, strict=True) if p <= MOST_LIKELY]
        if len(rows) == before:
            return rows


def _both_arms(rows: list[Row]) -> list[Row]:
    arms = defaultdict(set)
    for row in rows:
        arms[row.g, row.t].add(row.treated)
    return [row for row in rows if len(arms[row.g, row.t]) == 2]


def _chance(z: np.ndarray, mentee: np.ndarray) -> np.ndarray:
    """Logistic regression with a tiny penalty, by Newton's method with steps cut short."""
    beta = np.zeros(z.shape[1])
    for _ in range(200):
        p = 1 / (1 + np.exp(-z @ beta))
        information = (z.T * (p * (1 - p))) @ z + PENALTY * np.eye(len(beta))
        step = np.linalg.solve(information, z.T @ (mentee - p) - PENALTY * beta)
        beta += step * min(1.0, 4 / max(np.abs(step).max(), 1e-12))
        if np.abs(step).max() < 1e-11:
            break
    return 1 / (1 + np.exp(-z @ beta))


def fitted(rows: list[Row]) -> tuple[float, dict[str, float]]:
    """The effect, and the influence of each person on it."""
    y = np.array([row.change for row in rows])
    mentee = np.array([row.treated for row in rows])
    numbers = np.array([[value or 0.0 for value in row.last] for row in rows])
    x = np.column_stack([_categories(rows), numbers])
    z = _of_share(rows)
    e = y - x @ np.linalg.lstsq(x[~mentee], y[~mentee], rcond=1e-10)[0]
    p = _chance(z, mentee.astype(float))
    odds = p / (1 - p)
    whole = mentee.sum()
    scale, expected, effect = np.zeros(len(y)), np.zeros(len(y)), 0.0
    cells = np.array([hash((row.g, row.t)) for row in rows])
    for cell in set(cells):
        one, zero = mentee & (cells == cell), ~mentee & (cells == cell)
        expected[cells == cell] = odds[zero] @ e[zero] / odds[zero].sum()
        effect += np.sum(e[one] - expected[one]) / whole
        scale[one] = 1 / whole
        scale[zero] = -one.sum() * odds[zero] / (whole * odds[zero].sum())
    centred = scale * (e - expected - np.where(mentee, effect, 0.0))
    a = -np.linalg.pinv(x[~mentee].T @ x[~mentee], rcond=1e-12) @ (x.T @ scale)
    information = (z.T * (p * (1 - p))) @ z + PENALTY * np.eye(z.shape[1])
    b = np.linalg.solve(information, z[~mentee].T @ centred[~mentee])
    psi = centred + np.where(mentee, 0.0, e * (x @ a)) + (z @ b) * (mentee - p)
    influence = defaultdict(float)
    for row, each in zip(rows, psi, strict=True):
        influence[row.person] += float(each)
    return float(effect), dict(influence)


def _interval(
    att: float, influence: dict[str, float], cells: dict[str, float], pairings: dict[str, dict]
) -> Estimate:
    def variance_and_df(mentor_of: dict[str, str]) -> tuple[float, float]:
        persons = list(influence)
        names = [f"mentor {mentor_of[p]}" if mentor_of.get(p) else p for p in persons]
        share = shares(totals(names, [cells[p] for p in persons]))
        variance = corrected_variance(totals(names, [influence[p] for p in persons]), share)
        return variance, 1 / sum(each**2 for each in share.values()) - 1

    by_mentor = {p: row["mentor_id"] for p, row in pairings.items()}
    return estimate(att, person=variance_and_df({}), mentor=variance_and_df(by_mentor))

"""The months gained for those who would be paired next, a second time: row by row, dense matrices."""

from __future__ import annotations

from datetime import date

import numpy as np

from .people import Attributes, Tables, first_day, first_pairings, last_month, mentor_months, spells
from .raking import indicators, matched
from .retention import exits, life_table
from .scores import ScoreBands
from .trials import TrialRow, trial_rows

PENALTY = 0.001
SHARED = 4  # department, grade, score band and tenure band come first in a cell


def next_people(tables: Tables, *, as_of: date) -> list[tuple]:
    """The keys of everybody employed in the last month who was never paired and is no mentor."""
    end = last_month(as_of)
    paired = first_pairings(tables, end)
    mentoring = mentor_months(tables)
    attributes, bands = Attributes(tables), ScoreBands(tables)
    found = []
    for spell in spells(tables, end):
        busy = any(began <= end <= stop for began, stop in mentoring.get(spell.person_id, []))
        if spell.exit is not None or spell.last < end or spell.person_id in paired or busy:
            continue
        known = attributes.at(spell, end)
        months = end - spell.hired
        tenure = 0 if months < 12 else 1 if months < 24 else 2
        band = bands.before(spell.person_id, first_day(end))
        found.append((known["department"], known["grade"], band, tenure))
    return found


def months_gained(tables: Tables, target: list[tuple], *, as_of: date, tau: int) -> float:
    """The months gained in `tau` by people composed as the target."""
    rows, _weights, _patterns = matched(trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of))
    mentees = [row for row in rows if row.arm == 1]
    asked = list(target)
    while True:
        before = len(mentees), len(asked)
        for key in range(SHARED):
            both = {row.cell[key] for row in mentees} & {one[key] for one in asked}
            mentees = [row for row in mentees if row.cell[key] in both]
            asked = [one for one in asked if one[key] in both]
        if (len(mentees), len(asked)) == before:
            break
    x = _columns([row.cell[:SHARED] for row in mentees], asked)
    wanted = _columns(asked, asked).sum(axis=0)
    weight1 = _solved(x, wanted, len(asked))
    margins = [{row.margins[key] for row in mentees} for key in range(len(rows[0].margins))]
    others = [
        row
        for row in rows
        if row.arm == 0 and all(row.margins[at] in levels for at, levels in enumerate(margins))
    ]
    z = indicators([*mentees, *others])
    totals = z[: len(mentees)].T @ weight1
    weight0 = _solved(z[len(mentees) :], totals, float(weight1.sum()))
    both_arms: list[TrialRow] = [*mentees, *others]
    weights = [*weight1.tolist(), *weight0.tolist()]
    return life_table(both_arms, weights, 1).rmst(tau) - life_table(both_arms, weights, 0).rmst(tau)


def _columns(cells: list[tuple], of: list[tuple]) -> np.ndarray:
    columns = [np.ones(len(cells))]
    for key in range(SHARED):
        for level in sorted({one[key] for one in of}, key=str):
            columns.append(np.array([float(cell[key] == level) for cell in cells]))
    return np.column_stack(columns)


def _solved(x: np.ndarray, totals: np.ndarray, people: float) -> np.ndarray:
    penalties = np.r_[0.0, np.full(x.shape[1] - 1, PENALTY * people)]
    at = np.zeros(x.shape[1])
    at[0] = np.log(people / len(x))
    for _ in range(2000):
        weight = np.exp(x @ at)
        gradient = x.T @ weight - totals + penalties * at
        step = np.linalg.solve(x.T @ (x * weight[:, None]) + np.diag(penalties), gradient)
        largest = np.abs(step).max()
        at = at - step * min(1.0, 1.0 / largest if largest else 1.0)
        if largest < 1e-13:
            break
    return np.exp(x @ at)

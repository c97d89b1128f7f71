"""A test for small companies, which draws again by lot who was paired.

No least number of events or mentors is needed. The answer by comparison stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import redrawn_pairings as rows_of
from metrics.evaluate.answer import Answer
from metrics.inference.interval import Interval
from metrics.inference.redrawn_pairings import DRAWS, PairingRows, RedrawnPairings, adjusted
from metrics.scope import EVERYBODY
from metrics.warehouse.engine import Session

MOST_MENTEES = 60  # with more, the answer and its own checks say more
MOST_ASKED = 600  # ever paired: a company so large is not a small one
FEWEST_MENTEES = 5
LEAST_KEPT = 0.9  # of the mentees, for a further key
FEWEST_OTHERS = 3  # in a mentee's cell
BASE = (-4, -2)  # periods before pairing whose mean a value is compared with, as in the panel
LAST = 3


@dataclass(frozen=True)
class RedrawnAnswer:
    """How often drawing the pairings again gives a difference as large as the company's own.

    `p` is that share of `draws`, two-sided. `mentees` of `mentors` were in it. `keys` are those
    in which the people among whom it is drawn are alike, besides the month. `interval` has the
    effects that are not rejected, in the unit of the metric; None for a time to event, of which
    the months of a person who did not leave are not known.
    """

    p: float
    draws: int
    mentees: int
    mentors: int
    keys: tuple[str, ...]
    interval: Interval | None = None


def redrawn_answer(
    session: Session, metric: Metric, answer: Answer, *, draws: int = DRAWS
) -> RedrawnAnswer | None:
    """Return the test for an answer about the whole company, in the session that gave it.

    None for a total, with more than MOST_MENTEES or MOST_ASKED, and with fewer than FEWEST_MENTEES
    that have somebody to be drawn instead.
    """
    many = answer.n_mentees > MOST_MENTEES or answer.n_asked > MOST_ASKED
    if many or metric.shape == "total" or answer.scope != EVERYBODY:
        return None
    keys: tuple[str, ...] = ()
    if metric.shape == "panel":
        values = rows_of.value_rows(session)
        if not (values["g"] > 0).any():
            return None
        rows = panel_rows(values)
    else:
        rows, keys = month_rows(rows_of.month_rows(session), answer.horizon or 0)
    rows = rows.of(rows.informative)
    if not FEWEST_MENTEES <= rows.paired.sum() <= MOST_MENTEES:
        return None
    lots = RedrawnPairings(rows, draws=draws)
    panel = metric.shape == "panel"
    interval = lots.interval() if panel else None
    p = lots.p_value() if panel else lots.cautious_p_value()
    return RedrawnAnswer(p, draws, lots.mentees, lots.mentors, keys, interval)


def month_rows(
    table: Mapping[str, np.ndarray], horizon: int
) -> tuple[PairingRows, tuple[str, ...]]:
    """Return the months that people stayed, at most `horizon`, in cells of one month and keys.

    A key is used where nearly all mentees keep somebody who could have been paired instead. What
    the keys of the answer predict, each by itself, is taken out of the months.
    """
    paired = table["paired"] == 1
    cell = np.unique(table["trial_month"], return_inverse=True)[1]
    used = []
    for key in rows_of.KEYS:
        finer = _finer(cell, table[key])
        if _kept(finer, paired) >= LEAST_KEPT:
            cell = finer
            used.append(key)
    months = np.minimum(table["months"], horizon).astype(float)
    traits = [table[key] for key in rows_of.TRAITS]
    rows = PairingRows(
        np.unique(table["person_id"].astype(str), return_inverse=True)[1],
        cell,
        paired,
        np.unique(table["cluster_id"].astype(str), return_inverse=True)[1],
        adjusted(months, cell, _indicators(traits)),
        np.zeros(len(months)),
    )
    return rows, tuple(used)


def panel_rows(table: Mapping[str, np.ndarray]) -> PairingRows:
    """Return how far each person's values rose from g-4..g-2 to g..g+3, by period g of pairing.

    The rises of the periods are added up, each less the mean of all who have it, so that a mentee
    with more values weighs more, as in the answer. The dose is how many of these values an effect
    of mentoring is in, less its part in the base.
    """
    person = np.unique(table["person_id"].astype(str), return_inverse=True)[1]
    first = int(table["period"].min())
    place = table["period"].astype(int) - first
    shape = (int(person.max()) + 1, int(place.max()) + 1)
    value = np.full(shape, np.nan)
    value[person, place] = table["value"]
    g = np.zeros(shape[0], dtype=int)
    g[person] = table["g"].astype(int)
    mentor = np.zeros(shape[0], dtype=int)
    mentor[person] = np.unique(table["cluster_id"].astype(str), return_inverse=True)[1]
    treated = (g[:, None] > 0) & (np.arange(shape[1]) + first >= g[:, None])
    parts = []
    for cohort in np.unique(g[g > 0]):
        at = int(cohort) - first
        rise, dose, seen = _rises(value, treated.astype(float), at)
        known = np.flatnonzero(seen)
        parts.append((known, np.full(len(known), cohort), rise[known], dose[known]))
    people, cohorts, rises, doses = (np.concatenate(column) for column in zip(*parts, strict=True))
    return PairingRows(
        people,
        np.unique(cohorts, return_inverse=True)[1],
        g[people] == cohorts,
        mentor[people],
        rises,
        doses,
    )


def _rises(
    value: np.ndarray, treated: np.ndarray, at: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return per person the summed rise from a pairing in period `at`, its dose, and if any."""
    low = max(at + BASE[0], 0)
    high = max(at + BASE[1] + 1, 0)
    n_base = np.isfinite(value[:, low:high]).sum(axis=1)
    after = np.isfinite(value[:, at : at + LAST + 1]) & (n_base > 0)[:, None]
    seen = after.any(axis=1)

    def risen(values: np.ndarray) -> np.ndarray:
        base = np.where(np.isfinite(value[:, low:high]), values[:, low:high], 0).sum(axis=1)
        rise = values[:, at : at + LAST + 1] - (base / np.maximum(n_base, 1))[:, None]
        rise = np.where(after, rise, 0.0)
        mean = rise.sum(axis=0) / np.maximum(after.sum(axis=0), 1)
        return np.where(after, rise - mean, 0.0).sum(axis=1)

    return risen(value), risen(treated), seen


def _finer(cell: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Return cells that share `key` too, still in the order of `cell`."""
    code = np.unique(key.astype(str), return_inverse=True)[1]
    return np.unique(cell * (int(code.max(initial=0)) + 1) + code, return_inverse=True)[1]


def _kept(cell: np.ndarray, paired: np.ndarray) -> float:
    """Return the share of mentees with enough others in their cell."""
    others = np.bincount(cell, weights=~paired)
    return float(np.mean(others[cell[paired]] >= FEWEST_OTHERS)) if paired.any() else 0.0


def _indicators(keys: list[np.ndarray]) -> np.ndarray:
    """Return a column per level of each key but its first."""
    columns = [
        (key.astype(str) == level).astype(float)
        for key in keys
        for level in np.unique(key.astype(str))[1:]
    ]
    return np.column_stack([np.zeros(len(keys[0])), *columns])

"""Months gained by mentoring: weighted life tables of matched trial rows, compared up to 24 and 12
months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .clusters import Estimate, effective_size, estimate_by_arm, totals
from .own_keys import Keys
from .people import Tables, last_month, spells
from .raking import adjusted, matched
from .trials import Event, TrialRow, restrict, trial_rows

HORIZON = 24


@dataclass(frozen=True)
class LifeTable:
    """One arm, k = 0..23: weights at risk y and with event d, hazard h, survival s."""

    y: list[float]
    d: list[float]
    h: list[float]
    s: list[float]

    def rmst(self, tau: int) -> float:
        return sum([1.0, *self.s][:tau])


@dataclass(frozen=True)
class TimeToEvent:
    """The answer. Pairs are (arm 0, arm 1). Without a matched mentee there are no estimates
    (None)."""

    rows: tuple[int, int]
    eligible_mentees: int
    matched_rows: tuple[int, int]
    matched_mentees: int
    patterns: int
    curves: tuple[LifeTable, LifeTable]
    rmst24: Estimate | None
    rmst12: Estimate | None
    s12: Estimate | None
    ess_person: tuple[float, float] | None
    ess_mentor: tuple[float, float] | None


Retention = TimeToEvent


def retention(
    tables: Tables,
    *,
    as_of: date,
    where: dict | None = None,
    notice: int = 0,
    keys: Keys | None = None,
) -> Retention:
    """Months retained per mentee: the event is the exit."""
    events = exits(tables, as_of=as_of)
    return time_to_event(tables, events, as_of=as_of, where=where, notice=notice, keys=keys)


def exits(tables: Tables, *, as_of: date) -> list[Event]:
    """An event row per exit up to the last month."""
    observed = spells(tables, last_month(as_of))
    return [
        (s.person_id, s.exit, 1, s.row.get("exit_reason")) for s in observed if s.exit is not None
    ]


def time_to_event(
    tables: Tables,
    events: Iterable[Event],
    *,
    as_of: date,
    where: dict | None = None,
    notice: int = 0,
    keys: Keys | None = None,
) -> TimeToEvent:
    """Months gained until an event. `events`: rows (person_id, whole-number month, event 1 or 0,
    cause)."""
    rows = trial_rows(tables, events, as_of=as_of, notice=notice, keys=keys)
    rows = restrict(rows, where)
    kept, weights, patterns = matched(rows)
    curves = (life_table(kept, weights, 0), life_table(kept, weights, 1))
    counts = {
        "rows": _by_arm(rows),
        "eligible_mentees": _by_arm(rows)[1],
        "matched_rows": _by_arm(kept),
        "matched_mentees": _by_arm(kept)[1],
        "patterns": patterns,
        "curves": curves,
    }
    if not kept:
        nothing = dict.fromkeys(("rmst24", "rmst12", "s12", "ess_person", "ess_mentor"))
        return TimeToEvent(**counts, **nothing)
    gained = {tau: curves[1].rmst(tau) - curves[0].rmst(tau) for tau in (12, 24)}
    return TimeToEvent(
        **counts,
        rmst24=_estimate(
            gained[24], kept, weights, [g_rmst(curve, 24) for curve in curves], curves
        ),
        rmst12=_estimate(
            gained[12], kept, weights, [g_rmst(curve, 12) for curve in curves], curves
        ),
        s12=_estimate(
            curves[1].s[11] - curves[0].s[11],
            kept,
            weights,
            [g_s12(curve) for curve in curves],
            curves,
        ),
        ess_person=_effective_sizes(kept, weights, [row.person_id for row in kept]),
        ess_mentor=_effective_sizes(kept, weights, [row.mentor_or_person for row in kept]),
    )


def _by_arm(rows: list[TrialRow]) -> tuple[int, int]:
    mentees = sum(row.arm for row in rows)
    return len(rows) - mentees, mentees


def life_table(rows: list[TrialRow], weights: list[float], arm: int) -> LifeTable:
    y, d = [0.0] * HORIZON, [0.0] * HORIZON
    at_risk, with_event = [0] * HORIZON, [0] * HORIZON
    for row, weight in zip(rows, weights, strict=True):
        if row.arm != arm:
            continue
        for k in range(min(row.u + 1, HORIZON)):
            y[k] += weight
            at_risk[k] += 1
        if row.event and row.u < HORIZON:
            d[row.u] += weight
            with_event[row.u] += 1
    # Sums of weights differ in the last digit between orders; whether everyone left is read from the
    # rows.
    h = [
        0.0 if not n else 1.0 if n == gone else dk / yk
        for n, gone, dk, yk in zip(at_risk, with_event, d, y, strict=True)
    ]
    s, alive = [], 1.0
    for hazard in h:
        alive *= 1 - hazard
        s.append(alive)
    return LifeTable(y, d, h, s)


def g_rmst(curve: LifeTable, tau: int) -> list[float]:
    """g_k of the restricted mean: what one more event in k costs, per person at risk."""
    s_before = [1.0, *curve.s]
    return [_per_person_at_risk(curve, k, sum(s_before[k + 1 : tau])) for k in range(tau)]


def g_s12(curve: LifeTable) -> list[float]:
    return [_per_person_at_risk(curve, k, curve.s[11]) for k in range(12)]


def _per_person_at_risk(curve: LifeTable, k: int, a: float) -> float:
    if curve.y[k] == 0 or curve.h[k] == 1:
        return 0.0
    return a / (curve.y[k] * (1 - curve.h[k]))


def _estimate(
    value: float,
    rows: list[TrialRow],
    weights: list[float],
    g: list[list[float]],
    curves: tuple[LifeTable, LifeTable],
) -> Estimate:
    clusters = [row.mentor_or_person for row in rows]
    by_row = adjusted(rows, weights, influences(rows, weights, g, curves))
    psi = totals(clusters, by_row)
    return estimate_by_arm(value, psi, *_arm_weights(rows, weights, clusters))


def influences(
    rows: list[TrialRow],
    weights: list[float],
    g: list[list[float]],
    curves: tuple[LifeTable, LifeTable],
) -> list[float]:
    """psi of every row: how far the difference moves when the row counts a little more."""
    psi = []
    for row, weight in zip(rows, weights, strict=True):
        g_arm, h = g[row.arm], curves[row.arm].h
        months = range(min(row.u + 1, len(g_arm)))
        total = sum(g_arm[k] * ((row.event and k == row.u) - h[k]) for k in months)
        psi.append(-(1 if row.arm else -1) * weight * total)
    return psi


def _arm_weights(
    rows: list[TrialRow], weights: list[float], clusters: list[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Per arm: cluster -> its weight in the arm."""
    per_arm = []
    for arm in (0, 1):
        chosen = [i for i, row in enumerate(rows) if row.arm == arm]
        per_arm.append(totals([clusters[i] for i in chosen], [weights[i] for i in chosen]))
    return per_arm[0], per_arm[1]


def _effective_sizes(
    rows: list[TrialRow], weights: list[float], clusters: list[str]
) -> tuple[float, float]:
    control, mentee = _arm_weights(rows, weights, clusters)
    return effective_size(control), effective_size(mentee)

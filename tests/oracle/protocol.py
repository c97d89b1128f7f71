"""Pairings that last: months gained per protocol, and the rate ratio as treated, by loops.

Written from `metrics/comparison/protocol/README.md`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np

from .clusters import Estimate, estimate_by_arm, totals
from .people import Spell, Tables, first_pairings, last_month, month_of, spells
from .raking import matched
from .retention import exits
from .trials import TrialRow, restrict, trial_rows

CAP = 10.0
REASONS = ("no_click", "too_busy", "mentor_left", "other")


@dataclass(frozen=True)
class Pairing:
    """The first pairing of a mentee who is compared: `early` is the month in which it broke off."""

    row: TrialRow
    followed: int
    early: int | None
    reason: str
    open_until: int
    untold: bool


@dataclass(frozen=True)
class Protocol:
    """Months gained, with what they are made of; `largest` is before the cap."""

    gained: Estimate
    broken_off: int
    untold: int
    mentees: int
    largest: float


def protocol(
    tables: Tables,
    *,
    as_of: date,
    where: dict | None = None,
    notice: int = 0,
    horizon: int = 24,
    pairing_chances: dict[tuple[str, int], float] | None = None,
) -> Protocol | None:
    """The months gained per protocol; None without a matched mentee. With `pairing_chances`
    (person, month) the others are weighted for being paired later."""
    rows = restrict(
        trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of, notice=notice), where
    )
    kept, base, _ = matched(rows)
    if not kept:
        return None
    found = pairings_of(tables, kept, as_of=as_of, notice=notice)
    chances, ends = going_on(found, horizon + notice)
    lasting = share_lasting(found, horizon + notice)
    weights, largest = [], 0.0
    for row, weight in zip(kept, base, strict=True):
        if row.arm == 0:
            weights.append(_of_others(row, weight, horizon, pairing_chances or {}))
            continue
        pairing = found[row.person_id]
        own = []
        for k in range(min(row.u + 1, horizon)):
            j = k + notice
            if pairing.early is not None and pairing.early <= row.month + j:
                break
            gone_on = 1.0
            for earlier in range(j + 1):
                gone_on *= chances.get((row.person_id, earlier), 1.0)
            full = lasting[j] / gone_on
            largest = max(largest, full)
            own.append(min(CAP, full))
        weights.append(own)
    untold = sum(pairing.untold for pairing in found.values())
    gained = months_gained(kept, weights, horizon)
    return Protocol(gained, ends, untold, len(found), largest)


def _of_others(row: TrialRow, weight: float, horizon: int, chances: dict) -> list[float]:
    found, unpaired = [], 1.0
    for k in range(min(row.u + 1, horizon)):
        unpaired *= 1 - chances.get((row.person_id, row.month + 1 + k), 0.0)
        found.append(weight * min(CAP, 1 / unpaired))
    return found


def pairings_of(
    tables: Tables, rows: list[TrialRow], *, as_of: date, notice: int
) -> dict[str, Pairing]:
    end = last_month(as_of)
    first = first_pairings(tables, end)
    observed = spells(tables, end)
    found = {}
    for row in rows:
        if row.arm == 0:
            continue
        pairing = first[row.person_id]
        (spell,) = [
            s
            for s in observed
            if s.person_id == row.person_id
            and s.entry <= row.month
            and s.last >= row.month + 1 + notice
        ]
        found[row.person_id] = _judged(row, pairing, spell, as_of, notice)
    return found


def _judged(row: TrialRow, pairing: dict, spell: Spell, as_of: date, notice: int) -> Pairing:
    ended = pairing["end_date"]
    e = month_of(ended) if ended is not None and ended <= as_of else None
    p = month_of(pairing["planned_end_date"]) if pairing["planned_end_date"] else None
    reason = pairing.get("end_reason")
    followed = row.month + 1 + notice + row.u - (1 if row.event else 0)
    with_exit = (
        e is not None
        and spell.exit is not None
        and spell.exit <= e + (3 if reason == "left" else 0)
    )
    broke_off = untold = False
    if e is not None and not with_exit and reason != "completed":
        if p is not None:
            broke_off = e < p
        elif reason in ("no_click", "too_busy"):
            broke_off = True
        else:
            untold = True
    early = e if broke_off and e <= followed else None
    why = {"no_click": "no_click", "too_busy": "too_busy", "left": "mentor_left"}
    open_until = min(followed, inf if e is None else e, inf if p is None else p - 1)
    return Pairing(row, followed, early, why.get(reason, "other"), int(open_until), untold)


def going_on(found: dict[str, Pairing], months: int) -> tuple[dict[tuple[str, int], float], int]:
    """(person, j) -> the chance to go on in month j since pairing, and how many broke off."""
    rows = []
    for person, pairing in found.items():
        for j in range(months):
            if pairing.row.month + j > pairing.open_until:
                break
            ended = pairing.early == pairing.row.month + j
            quarter = min(j // 3, 4)
            key = (*pairing.row.margins[:4], *pairing.row.margins[5:], quarter)
            rows.append((person, j, pairing.reason if ended else "", key))
    counted = {r: sum(why == r for _, _, why, _ in rows) for r in REASONS}
    large = [r for r in REASONS if counted[r] >= 10]
    small = [r for r in REASONS if counted[r] < 10]
    odds = np.zeros(len(rows))
    for group in [[r] for r in large] + [small]:
        if any(counted[r] for r in group):
            odds += _odds(rows, group)
    chance = np.maximum(1 / (1 + odds), 0.1)
    return (
        {(person, j): float(q) for (person, j, _, _), q in zip(rows, chance, strict=True)},
        sum(counted.values()),
    )


def _odds(rows: list[tuple], reasons: list[str]) -> np.ndarray:
    """The odds of breaking off for one of the reasons against going on, of every row."""
    columns = [np.ones(len(rows))]
    for place in range(len(rows[0][3])):
        levels = sorted({key[place] for *_, key in rows})
        columns += [np.array([float(key[place] == one) for *_, key in rows]) for one in levels[1:]]
    x = np.column_stack(columns)
    used = np.array([why == "" or why in reasons for _, _, why, _ in rows])
    ended = np.array([float(why in reasons) for _, _, why, _ in rows])[used]
    if ended.all():
        return np.full(len(rows), 1e9)
    of, penalty = x[used], np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(ended.mean() / (1 - ended.mean()))
    for _ in range(60):
        share = 1 / (1 + np.exp(-of @ beta))
        information = of.T @ (of * (share * (1 - share))[:, None]) + penalty
        beta += np.linalg.solve(information, of.T @ (ended - share) - penalty @ beta)
    return np.exp(x @ beta)


def share_lasting(found: dict[str, Pairing], months: int) -> list[float]:
    shares, share = [], 1.0
    for j in range(months):
        there = [
            one
            for one in found.values()
            if one.row.month + j <= one.followed
            and (one.early is None or one.early >= one.row.month + j)
        ]
        ended = sum(one.early == one.row.month + j for one in there)
        share *= 1 - ended / len(there) if there else 1.0
        shares.append(share)
    return shares


def months_gained(rows: list[TrialRow], weights: list[list[float]], horizon: int) -> Estimate:
    """From the weight of every row in each month in which it is followed."""
    hazard, survival, at_risk = [], [], []
    for arm in (0, 1):
        of = [(row, w) for row, w in zip(rows, weights, strict=True) if row.arm == arm]
        y = [sum(w[k] for _, w in of if len(w) > k) for k in range(horizon)]
        d = [
            sum(w[k] for row, w in of if len(w) > k and row.event and row.u == k)
            for k in range(horizon)
        ]
        h = [dk / yk if yk else 0.0 for dk, yk in zip(d, y, strict=True)]
        s = [1.0]
        for one in h:
            s.append(s[-1] * (1 - one))
        hazard.append(h)
        survival.append(s)
        at_risk.append(y)
    psi = []
    for row, w in zip(rows, weights, strict=True):
        h, s, y = hazard[row.arm], survival[row.arm], at_risk[row.arm]
        total = 0.0
        for k in range(len(w)):
            slope = 0.0 if h[k] > 1 - 1e-12 else sum(s[k + 1 : horizon]) / (y[k] * (1 - h[k]))
            total += w[k] * slope * ((row.event and row.u == k) - h[k])
        psi.append(-total if row.arm else total)
    clusters = [row.mentor_or_person for row in rows]
    held = []
    for arm in (0, 1):
        chosen = [i for i, row in enumerate(rows) if row.arm == arm and weights[i]]
        held.append(totals([clusters[i] for i in chosen], [weights[i][0] for i in chosen]))
    value = sum(survival[1][:horizon]) - sum(survival[0][:horizon])
    return estimate_by_arm(value, totals(clusters, psi), *held)


def treated_strata(months: list[dict], tables: Tables, *, as_of: date) -> list[tuple]:
    """Sorted (d1, n1, d0, n0) of the strata that hold both arms, of the months of the rate ratio.

    `months` have person, month, exposed, busy, event and what a stratum is made of.
    """
    running = _running_months(tables, as_of)
    cells = defaultdict(lambda: [0, 0, 0, 0])
    for row in months:
        if row["exposed"] is None or row["busy"]:
            continue
        treated = row["exposed"] == 1 and row["month"] in running[row["person"]]
        tenure = min(row["tenure"] // 12, 2)
        cell = cells[row["month"], row["department"], row["grade"], row["band"], tenure]
        cell[0 if treated else 2] += row["event"]
        cell[1 if treated else 3] += 1
    return sorted(tuple(cell) for cell in cells.values() if cell[1] and cell[3])


def _running_months(tables: Tables, as_of: date) -> dict[str, set[int]]:
    end = last_month(as_of)
    found = defaultdict(set)
    for pairing in tables["pairings"]:
        begun = month_of(pairing["start_date"])
        over = pairing["end_date"] or pairing["planned_end_date"]
        until = month_of(over) if over else end
        for spell in spells(tables, end):
            if (
                spell.person_id == pairing["mentee_id"]
                and spell.entry <= begun <= spell.last
                and spell.exit is not None
                and pairing.get("end_reason") == "left"
                and until < spell.exit <= until + 3
            ):
                until = spell.exit
                break
        found[pairing["mentee_id"]] |= set(range(begun + 1, until + 1))
    return found

"""The cross-checks for time to event a second time: loops over persons and months, none of the
product's SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from math import prod

import numpy as np
import statsmodels.api as sm

from tests.oracle.clusters import Estimate, estimate_by_arm, totals
from tests.oracle.people import (
    Attributes,
    first_day,
    first_pairings,
    last_month,
    mentor_months,
    month_of,
    spells,
)
from tests.oracle.raking import matched
from tests.oracle.retention import exits
from tests.oracle.scores import ScoreBands
from tests.oracle.trials import TrialRow, restrict, trial_rows

TAU = 24


def months(tables: dict, as_of: date) -> list[dict]:
    """Everybody's months since the first pairing, with what holds in each."""
    end = last_month(as_of)
    pairings, busy = first_pairings(tables, end), mentor_months(tables)
    attributes, bands = Attributes(tables), ScoreBands(tables)
    fine_bands = ScoreBands(tables, parts=10)
    if not pairings:
        return []
    began = min(month_of(row["start_date"]) for row in pairings.values())
    found, seen = [], set()
    for spell in sorted(spells(tables, end), key=lambda spell: spell.row["hire_date"]):
        pairing = pairings.get(spell.person_id)
        paired = month_of(pairing["start_date"]) if pairing else None
        for month in range(max(spell.entry, began + 1), spell.last + 1):
            if (spell.person_id, month) in seen:
                continue
            seen.add((spell.person_id, month))
            exposed = (
                0 if paired is None or month <= paired else 1 if paired >= spell.entry else None
            )
            known = attributes.at(spell, month)
            found.append(
                {
                    "person": spell.person_id,
                    "month": month,
                    "exposed": exposed,
                    "paired": paired == month,
                    "tenure": month - spell.hired,
                    "department": known["department"],
                    "grade": known["grade"],
                    "band": bands.before(
                        spell.person_id, pairing["start_date"] if exposed else first_day(month)
                    ),
                    "fine_band": fine_bands.before(spell.person_id, first_day(month)),
                    "category": pairing["category"] if pairing else None,
                    "busy": any(
                        start <= month <= stop for start, stop in busy.get(spell.person_id, [])
                    ),
                    "event": spell.exit == month,
                }
            )
    return found


def strata(tables: dict, as_of: date, category: str | None = None) -> list[tuple]:
    """Sorted (d1, n1, d0, n0) of the strata that hold both arms."""
    cells = defaultdict(lambda: [0, 0, 0, 0])
    for row in months(tables, as_of):
        other = category is not None and row["exposed"] and row["category"] != category
        if row["exposed"] is None or row["busy"] or other:
            continue
        cell = cells[
            row["month"], row["department"], row["grade"], row["band"], min(row["tenure"] // 12, 2)
        ]
        cell[0 if row["exposed"] else 2] += row["event"]
        cell[1 if row["exposed"] else 3] += 1
    return sorted(tuple(cell) for cell in cells.values() if cell[1] and cell[3])


def rows_and_weights(tables: dict, as_of: date, where: dict) -> tuple[list[TrialRow], list[float]]:
    kept, weights, _ = matched(
        restrict(trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of), where)
    )
    return kept, weights


def lost(
    tables: dict, as_of: date, where: dict, causes: tuple[str, ...]
) -> dict[tuple[int, str], float]:
    """(arm, one of the causes, or "other") -> months of the first TAU lost to it."""
    reasons = {
        (s.person_id, s.exit): s.row.get("exit_reason") for s in spells(tables, last_month(as_of))
    }
    kept, weights = rows_and_weights(tables, as_of, where)
    found = {}
    for arm in (0, 1):
        of = [(row, w) for row, w in zip(kept, weights, strict=True) if row.arm == arm]
        stay, gone = 1.0, dict.fromkeys((*causes, "other"), 0.0)
        months_lost = dict.fromkeys(gone, 0.0)
        for k in range(TAU):
            for cause in gone:
                months_lost[cause] += gone[cause]
            at_risk = sum(w for row, w in of if row.u >= k)
            if not at_risk:
                continue
            leaving = dict.fromkeys(gone, 0.0)
            for row, w in of:
                if row.event and row.u == k:
                    why = reasons[row.person_id, row.month + 1 + row.u]
                    leaving[why if why in causes else "other"] += w
            for cause in gone:
                gone[cause] += stay * leaving[cause] / at_risk
            stay *= 1 - sum(leaving.values()) / at_risk
        found |= {(arm, cause): value for cause, value in months_lost.items()}
    return found


def later_pairing(tables: dict, as_of: date, where: dict) -> dict:
    """Months gained with weights for later pairing, the interval around 0, the share of rows that a
    pairing ends."""
    chance = pairing_chances(months(tables, as_of))
    kept, base = rows_and_weights(tables, as_of, where)
    weight = [
        [
            w
            if row.arm
            else w
            * min(
                10.0, prod(1 / (1 - chance[row.person_id, row.month + 1 + j]) for j in range(k + 1))
            )
            for k in range(min(row.u + 1, TAU))
        ]
        for row, w in zip(kept, base, strict=True)
    ]
    hazard, survival = [[], []], [[1.0], [1.0]]
    at_risk = [[0.0] * TAU, [0.0] * TAU]
    for arm in (0, 1):
        of = [(row, w) for row, w in zip(kept, weight, strict=True) if row.arm == arm]
        for k in range(TAU):
            y = at_risk[arm][k] = sum(w[k] for _, w in of if len(w) > k)
            hazard[arm].append(
                sum(w[k] for row, w in of if row.event and row.u == k) / y if y else 0.0
            )
            survival[arm].append(survival[arm][-1] * (1 - hazard[arm][-1]))
    psi = []
    for row, w in zip(kept, weight, strict=True):
        h, s, y = hazard[row.arm], survival[row.arm], at_risk[row.arm]
        total = 0.0
        for k in range(len(w)):
            slope = 0.0 if h[k] > 1 - 1e-12 else sum(s[k + 1 : TAU]) / (y[k] * (1 - h[k]))
            total += w[k] * slope * ((row.event and row.u == k) - h[k])
        psi.append(-total if row.arm else total)
    ended = [
        not row.event and row.u < TAU - 1 and paired_next(tables, as_of, row)
        for row in kept
        if not row.arm
    ]
    return {
        "estimate": sum(survival[1][:TAU]) - sum(survival[0][:TAU]),
        "share_12": survival[1][12] - survival[0][12],
        "interval": interval(kept, [w[0] for w in weight], psi),
        "share": sum(ended) / len(ended),
    }


def pairing_chances(rows: list[dict]) -> dict[tuple, float]:
    """(person, month) -> the chance of being paired in a month, of those not paired before: a
    logistic model without interactions, with a penalty of 1 on all but the constant."""
    unpaired = [row for row in rows if row["exposed"] == 0]
    keys = [
        (
            row["department"] or "",
            row["grade"] or "",
            row["fine_band"],
            sum(row["tenure"] >= cut for cut in (3, 6, 12, 18, 24, 36, 48)),
            row["month"] // 12,
        )
        for row in unpaired
    ]
    paired = np.array([float(row["paired"]) for row in unpaired])
    if not paired.any() or paired.all():
        return {(row["person"], row["month"]): 0.0 for row in unpaired}
    columns = [np.ones(len(unpaired))]
    for place in range(5):
        for level in sorted({key[place] for key in keys})[1:]:
            columns.append(np.array([float(key[place] == level) for key in keys]))
    x = np.column_stack(columns)
    penalty = np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(paired.mean() / (1 - paired.mean()))
    for _ in range(60):
        share = 1 / (1 + np.exp(-x @ beta))
        information = x.T @ (x * (share * (1 - share))[:, None]) + penalty
        beta += np.linalg.solve(information, x.T @ (paired - share) - penalty @ beta)
    chance = np.minimum(1 / (1 + np.exp(-x @ beta)), 0.9)
    return {
        (row["person"], row["month"]): float(q) for row, q in zip(unpaired, chance, strict=True)
    }


def paired_next(tables: dict, as_of: date, row: TrialRow) -> bool:
    pairing = first_pairings(tables, last_month(as_of)).get(row.person_id)
    return pairing is not None and month_of(pairing["start_date"]) == row.month + row.u + 2


def interval(
    rows: list[TrialRow], weights: list[float], psi: list[float], value: float = 0.0
) -> Estimate:
    """The interval around the value, from each row's weight and influence."""
    clusters = [row.mentor_or_person for row in rows]
    held = [
        totals(
            *zip(
                *[
                    (c, w)
                    for c, w, row in zip(clusters, weights, rows, strict=True)
                    if row.arm == arm
                ],
                strict=True,
            )
        )
        for arm in (0, 1)
    ]
    return estimate_by_arm(value, totals(clusters, psi), *held)


def adjusted(
    tables: dict, as_of: date, where: dict, of: Callable[[list[tuple]], float] | None = None
) -> Estimate:
    """Months gained (or what `of` gives of rows), their interval: pseudo-values, models on
    department and grade."""
    rows = restrict(trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of), where)
    value = pseudo_values(rows, of or restricted_mean)
    x = np.array([[1.0, row.cell[0] == "Sales", row.cell[1] == "senior"] for row in rows])
    arm = np.array([row.arm for row in rows])
    share = sm.GLM(arm, x, family=sm.families.Binomial()).fit(tol=1e-14).fittedvalues
    left = value - x @ sm.OLS(value[arm == 0], x[arm == 0]).fit().params
    weight = np.where(arm == 1, 1.0, share / (1 - share))
    above = [np.average(left[arm == a], weights=weight[arm == a]) for a in (0, 1)]
    for a in (0, 1):
        weight[arm == a] /= weight[arm == a].sum()
    psi = np.where(arm == 1, weight * (left - above[1]), -weight * (left - above[0]))
    return interval(rows, list(weight), list(psi), above[1] - above[0])


def pseudo_values(rows: list[TrialRow], value: Callable[[list[tuple]], float]) -> np.ndarray:
    """Per row: the value of its arm, and the number of rows times how far one more like it moves
    it."""
    found = np.zeros(len(rows))
    for arm in (0, 1):
        of = [row for row in rows if row.arm == arm]
        base = value([(row.u, row.event, 1.0) for row in of])
        moved = {}
        for i, row in enumerate(rows):
            if row.arm != arm:
                continue
            if (row.u, row.event) not in moved:
                more, less = (
                    value([*((r.u, r.event, 1.0) for r in of), (row.u, row.event, by)])
                    for by in (1e-4, -1e-4)
                )
                moved[row.u, row.event] = (more - less) / 2e-4
            found[i] = base + len(of) * moved[row.u, row.event]
    return found


def restricted_mean(rows: list[tuple]) -> float:
    """The months of the first TAU without the event, of rows (u, event, weight)."""
    total, stay = 0.0, 1.0
    for k in range(TAU):
        total += stay
        at_risk = sum(w for u, _, w in rows if u >= k)
        if at_risk > 1e-9:
            stay *= 1 - sum(w for u, event, w in rows if event and u == k) / at_risk
    return total


def staying(rows: list[tuple], months: int = 12) -> float:
    """The share without the event after so many months, of rows (u, event, weight)."""
    stay = 1.0
    for k in range(months):
        at_risk = sum(w for u, _, w in rows if u >= k)
        if at_risk > 1e-9:
            stay *= 1 - sum(w for u, event, w in rows if event and u == k) / at_risk
    return stay

"""What mentoring returned: the measured effects in money, against what the programme cost, with the odds that it pays.

The effects keep their measured uncertainty, the assumptions theirs; both are drawn together, seeded. A gap over
several years is never priced: retention counts exits avoided in the first twelve months only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from metrics.evaluate import Answer, Interval
from metrics.value.assumptions import Assumption
from metrics.value.hours import CategoryHours
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "programme.sql"
DRAWS, SEED = 20_000, 20260101


@dataclass(frozen=True)
class Spread:
    """Drawn values of one figure in their middle and the ends between which 80 % and 95 % of them lie."""

    low95: float
    low: float
    middle: float
    high: float
    high95: float


@dataclass(frozen=True)
class Outcome:
    """The outcome lens, in euros over the programme's life so far: `gain` = `stayed` + `performed`, and its `cost`.

    `stayed` or `performed` is None where the effect cannot be told yet; it then counts as nothing. `per_euro` is gain
    over cost, `pays` the share of draws in which gain exceeds cost.
    """

    mentees: int
    salary: float
    stayed: Spread | None
    performed: Spread | None
    gain: Spread
    time_cost: Spread
    coordinator_cost: Spread
    cost: Spread
    per_euro: Spread
    pays: float
    exits_avoided: Interval | None
    score_gain_sd: float | None


def outcome(
    session: Session, *, stay: Answer, perform: Answer, hours: CategoryHours, of: Mapping[str, Assumption]
) -> Outcome | None:
    """The value of the two headlines for the mentees they measured; None if neither can be told or nothing was met.

    Effects apply to the mentees who could be compared, costs to all hours met: a cautious count.
    """
    if not hours.hours or (stay.estimate is None and perform.estimate is None):
        return None
    rng = np.random.default_rng(SEED)
    draw = {name: of[name].draws(rng, DRAWS) for name in sorted(of)}
    salary, company_salary, weeks = session.rows(SQL.read_text(encoding="utf-8"))[0]
    pay = salary or of["default_salary"].base
    exits = stay.companions.get("share_12")
    stayed = _drawn(exits, rng) * stay.n_mentees * pay * draw["replacement_cost"] if exits else None
    performed = None
    if perform.estimate is not None and perform.spread:
        in_sd = _drawn(perform.estimate, rng) / perform.spread * draw["score_validity"]
        performed = in_sd * perform.n_mentees * pay * draw["performance_value"] * draw["performance_years"]
    hour = (1 + draw["holiday_pay"]) * (1 + draw["employer_charges"]) / draw["productive_hours"]
    base_hour = (1 + of["holiday_pay"].base) * (1 + of["employer_charges"].base) / of["productive_hours"].base
    time_cost = hours.inside.base / base_hour * hour
    coordinator = draw["coordinator_hours"] * weeks * hour * (company_salary or of["default_salary"].base)
    gain = sum(part for part in (stayed, performed) if part is not None)
    cost = time_cost + coordinator
    return Outcome(
        mentees=max(stay.n_mentees, perform.n_mentees),
        salary=float(pay),
        stayed=None if stayed is None else _spread(stayed),
        performed=None if performed is None else _spread(performed),
        gain=_spread(gain),
        time_cost=_spread(time_cost),
        coordinator_cost=_spread(coordinator),
        cost=_spread(cost),
        per_euro=_spread(gain / cost),
        pays=float(np.mean(gain > cost)),
        exits_avoided=exits,
        score_gain_sd=perform.estimate.estimate / perform.spread if performed is not None else None,
    )


def _drawn(effect: Interval, rng: np.random.Generator) -> np.ndarray:
    return effect.estimate + effect.se * rng.standard_t(effect.df, DRAWS)


def _spread(values: np.ndarray) -> Spread:
    return Spread(*(float(q) for q in np.quantile(values, (0.025, 0.1, 0.5, 0.9, 0.975))))

"""What mentoring returned: the measured effects in money, against what the programme cost, with the
odds that it pays.

The effects keep their measured uncertainty, the assumptions theirs; both are drawn together,
seeded. A gap over several years is never priced: retention counts exits avoided in the first twelve
months only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from metrics.evaluate import Answer, Interval
from metrics.inference.interval import CONFIDENCE
from metrics.inference.sample_size import YEAR
from metrics.value.assumptions import Assumption
from metrics.value.hours import CategoryHours
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "programme.sql"
DRAWS, SEED = 20_000, 20260101
IN_EFFECTS = ("replacement_cost", "score_validity", "performance_value", "performance_years")
IN_COSTS = ("holiday_pay", "employer_charges", "productive_hours", "coordinator_hours")
MOST_DF = 1e6  # a t distribution with so many degrees of freedom is the normal one


@dataclass(frozen=True)
class Quantiles:
    """Drawn values of one figure in their middle and the ends between which 80 % and 95 % of them
    lie.
    """

    low95: float
    low: float
    median: float
    high: float
    high95: float


@dataclass(frozen=True)
class MentoringReturn:
    """What mentoring returned and cost, in euros over the programme's life so far.

    `gain` = `retention` + `performance`. Either is None where the effect cannot be determined yet
    and then counts as zero. `per_euro` is gain over cost; `pays` is the share of draws in which gain
    exceeds cost.
    """

    mentees: int
    salary: float
    retention: Quantiles | None
    performance: Quantiles | None
    gain: Quantiles
    time_cost: Quantiles
    coordinator_cost: Quantiles
    cost: Quantiles
    per_euro: Quantiles
    pays: float


def measure_return(
    session: Session,
    *,
    stay: Answer,
    perform: Answer,
    hours: CategoryHours,
    assumptions: Mapping[str, Assumption],
) -> MentoringReturn | None:
    """The value of the two headlines for the mentees they measured; None if neither can be told or
    nothing was met.

    Effects apply to the mentees who could be compared, costs to all hours met: a cautious count.
    """
    if not hours.hours or (stay.estimate is None and perform.estimate is None):
        return None
    rng = np.random.default_rng(SEED)
    draw = assumption_draws(assumptions, (*IN_EFFECTS, *IN_COSTS))
    salary, company_salary, weeks = session.rows(SQL.read_text(encoding="utf-8"))[0]
    pay = salary or assumptions["default_salary"].base
    retention, performance = effect_draws(stay, perform, pay=pay, draw=draw, rng=rng)
    hour = (1 + draw["holiday_pay"]) * (1 + draw["employer_charges"]) / draw["productive_hours"]
    base_hour = (
        (1 + assumptions["holiday_pay"].base)
        * (1 + assumptions["employer_charges"].base)
        / assumptions["productive_hours"].base
    )
    time_cost = hours.inside.base / base_hour * hour
    coordinator = (
        draw["coordinator_hours"]
        * weeks
        * hour
        * (company_salary or assumptions["default_salary"].base)
    )
    gain = sum(part for part in (retention, performance) if part is not None)
    cost = time_cost + coordinator
    return MentoringReturn(
        mentees=max(stay.n_mentees, perform.n_mentees),
        salary=float(pay),
        retention=None if retention is None else quantiles(retention),
        performance=None if performance is None else quantiles(performance),
        gain=quantiles(gain),
        time_cost=quantiles(time_cost),
        coordinator_cost=quantiles(coordinator),
        cost=quantiles(cost),
        per_euro=quantiles(gain / cost),
        pays=float(np.mean(gain > cost)),
    )


def assumption_draws(
    assumptions: Mapping[str, Assumption], names: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """Draws of the assumptions of those names, each from a stream of its own: another one changes
    none of them.
    """
    return {
        name: assumptions[name].draws(np.random.default_rng([SEED, crc32(name.encode())]), DRAWS)
        for name in names
    }


def effect_draws(
    stay: Answer | None,
    perform: Answer | None,
    *,
    pay: float,
    draw: Mapping[str, np.ndarray],
    rng: np.random.Generator,
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Draws of the two effects in euros: exits avoided, and work done better; None where one
    cannot be told.
    """
    exits = first_year_exits(stay) if stay else None
    retention = (
        _drawn(exits, rng) * stay.n_mentees * pay * draw["replacement_cost"] if exits else None
    )
    if perform is None or perform.estimate is None or not perform.spread:
        return retention, None
    in_sd = _drawn(perform.estimate, rng) / perform.spread * draw["score_validity"]
    return retention, in_sd * perform.n_mentees * pay * draw["performance_value"] * draw[
        "performance_years"
    ]


def first_year_exits(stay: Answer) -> Interval | None:
    """The difference in the share still there after the first twelve months; None where it cannot
    be told.

    Only this gap is priced, never that over the answer's whole horizon: it is a yearly one as it
    stands, where a longer one would have to be made yearly first
    (`metrics.inference.sample_size.yearly_risk`). A gain in scores is a level, as high in each
    period, so it is not divided; `performance_years` says for how many years it counts.
    """
    return stay.companions.get(f"share_{YEAR}")


def _drawn(effect: Interval, rng: np.random.Generator) -> np.ndarray:
    """Draws of which 95 % lie in the effect's interval, also where that is wider than its standard
    error says.
    """
    from scipy.special import stdtrit  # scipy is heavy; see metrics/inference/interval.py

    df = min(effect.df, MOST_DF)
    scale = (effect.high - effect.low) / 2 / float(stdtrit(df, 0.5 + CONFIDENCE / 2))
    return effect.estimate + scale * rng.standard_t(df, DRAWS)


def quantiles(values: np.ndarray) -> Quantiles:
    """The middle of the draws, and the ends between which 80 % and 95 % of them lie."""
    return Quantiles(*(float(q) for q in np.quantile(values, (0.025, 0.1, 0.5, 0.9, 0.975))))

"""What mentoring returned in euros, against what the programme cost, with the odds that it pays.

The effects keep their measured uncertainty and the assumptions theirs; both are drawn together from
one seed. A difference over several years is never priced: retention counts the exits avoided in the
first twelve months only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from metrics.evaluate import Answer, HiddenTrait, Interval, Verdict
from metrics.inference.sample_size import YEAR
from metrics.value.assumptions import Assumption
from metrics.value.draws import RETURN_DRAWS, SEED, Quantiles, draw_effect, quantiles
from metrics.value.hidden_trait_range import HiddenTraitRange, with_hidden_trait
from metrics.value.hours import CategoryHours, hour_price
from metrics.value.return_verdict import judged, return_verdict
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "sql" / "programme.sql"
IN_EFFECTS = ("replacement_cost", "score_validity", "performance_value", "performance_years")
IN_COSTS = ("holiday_pay", "employer_charges", "productive_hours", "coordinator_hours")


@dataclass(frozen=True)
class MentoringReturn:
    """What mentoring returned and cost, in euros over the programme's life so far.

    `gain` = `retention` + `performance`. Either is None where the effect cannot be determined yet
    and then counts as zero. `per_euro` is gain over cost; `pays` is the share of draws in which
    gain exceeds cost, `verdict` what the checks of the effects say of it. `mentees` is the number
    of mentees compared, `salary` their mean annual pay. All ranges cover sampling and assumptions;
    `hidden_trait` is the wider one that also covers a hidden trait as strong as the last review,
    None where that cannot be computed.
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
    verdict: Verdict
    hidden_trait: HiddenTraitRange | None = None


def measure_return(
    session: Session,
    *,
    stay: Answer,
    perform: Answer,
    hours: CategoryHours,
    assumptions: Mapping[str, Assumption],
    traits: Mapping[str, HiddenTrait | None] | None = None,
) -> MentoringReturn | None:
    """Return the value of the two headlines for the mentees they measured, and the cost.

    None where neither effect can be determined or no hours were met. The effects apply to the
    mentees who could be compared, the cost to all hours met: a conservative count. `traits` says by
    metric what a hidden trait would do to the effects, for the wider range.
    """
    if not hours.hours or (stay.estimate is None and perform.estimate is None):
        return None
    drawn = assumption_draws(assumptions, (*IN_EFFECTS, *IN_COSTS))
    (programme,) = session.records(SQL)
    default = assumptions["default_salary"].base
    pay = programme["mentee_salary"] or default
    retention, performance = effect_draws(
        stay, perform, pay=pay, drawn=drawn, rng=np.random.default_rng(SEED)
    )
    price = hour_price(drawn)
    base_price = hour_price({name: assumptions[name].base for name in IN_COSTS})
    time_cost = hours.inside.base / base_price * price
    coordinator_cost = (
        drawn["coordinator_hours"]
        * programme["weeks"]
        * price
        * (programme["company_salary"] or default)
    )
    effects = {stay.metric.name: (stay, retention), perform.metric.name: (perform, performance)}
    parts = {name: drawn for name, (_answer, drawn) in effects.items() if drawn is not None}
    gain = np.zeros(RETURN_DRAWS) + sum(parts.values())
    cost = time_cost + coordinator_cost
    worth = euros_per_unit(stay, perform, pay=pay, drawn=drawn)
    pays = float(np.mean(gain > cost))
    priced = {name: effects[name][0] for name in parts}
    doubted = sum(part for name, part in parts.items() if judged(priced[name]).doubted)
    pays_without = float(np.mean(gain - doubted > cost))
    verdict = return_verdict(priced, pays=pays, pays_without=pays_without)
    return MentoringReturn(
        mentees=max(stay.n_mentees, perform.n_mentees),
        salary=float(pay),
        retention=None if retention is None else quantiles(retention),
        performance=None if performance is None else quantiles(performance),
        gain=quantiles(gain),
        time_cost=quantiles(time_cost),
        coordinator_cost=quantiles(coordinator_cost),
        cost=quantiles(cost),
        per_euro=quantiles(gain / cost),
        pays=pays,
        verdict=verdict,
        hidden_trait=with_hidden_trait(gain, cost, worth, traits or {}),
    )


def assumption_draws(
    assumptions: Mapping[str, Assumption], names: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """Return the draws of the named assumptions.

    Each is drawn from a stream of its own, so that adding a name leaves the other draws unchanged.
    """
    return {
        name: assumptions[name].draws(
            np.random.default_rng([SEED, crc32(name.encode())]), RETURN_DRAWS
        )
        for name in names
    }


def effect_draws(
    stay: Answer | None,
    perform: Answer | None,
    *,
    pay: float,
    drawn: Mapping[str, np.ndarray],
    rng: np.random.Generator,
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return the draws in euros of exits avoided and of better performance.

    Either is None where its effect cannot be determined. `pay` is a mentee's mean annual pay,
    `drawn` holds the draws of the assumptions in `IN_EFFECTS`.
    """
    retention = performance = None
    exits = first_year_exits(stay) if stay else None
    if stay and exits:
        retention = _drawn(exits, rng) * stay.n_mentees * pay * drawn["replacement_cost"]
    if perform and perform.estimate and perform.spread:
        in_sd = _drawn(perform.estimate, rng) / perform.spread * drawn["score_validity"]
        value_of_sd = drawn["performance_value"] * drawn["performance_years"]
        performance = in_sd * perform.n_mentees * pay * value_of_sd
    return retention, performance


def euros_per_unit(
    stay: Answer, perform: Answer, *, pay: float, drawn: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return the draws of what one unit of each priced effect is worth to the mentees compared.

    By metric: euros per unit of the share still employed after a year ("retention") and per point
    of the score ("performance"); without those whose effect cannot be determined. Arguments as in
    `effect_draws`, whose draws are these times the drawn effect.
    """
    worth = {}
    if first_year_exits(stay):
        worth["retention"] = stay.n_mentees * pay * drawn["replacement_cost"]
    if perform.estimate and perform.spread:
        value_of_sd = drawn["performance_value"] * drawn["performance_years"]
        in_sd = drawn["score_validity"] / perform.spread
        worth["performance"] = in_sd * perform.n_mentees * pay * value_of_sd
    return worth


def first_year_exits(stay: Answer) -> Interval | None:
    """Return the difference in the share still employed after the first twelve months.

    None where it cannot be determined. Only this difference is priced, never the one over the
    answer's whole horizon: it is a yearly figure already, whereas a longer one would have to be
    converted first (`metrics.inference.sample_size.yearly_risk`). A gain in scores is a level that
    holds in each period, so it is not divided; `performance_years` says for how many years it
    counts.
    """
    return stay.companions.get(f"share_{YEAR}")


def _drawn(effect: Interval, rng: np.random.Generator) -> np.ndarray:
    half_width = (effect.high - effect.low) / 2
    return draw_effect(effect.estimate, half_width, effect.df, rng, RETURN_DRAWS)

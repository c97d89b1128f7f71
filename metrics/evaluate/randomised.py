"""The answer by lottery: candidates who were drawn against those who were not.

It needs no matching, because the draw made the groups comparable. Intention to treat comes first,
then the effect on those who took part because they were drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.comparison.lotteries import form_lotteries, lottery_outcomes
from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.evidence import CrossCheck, agreement
from metrics.evaluate.lottery_data import LotteryData, panel_data, time_data
from metrics.evaluate.rows import load_metric_rows
from metrics.i18n import N_
from metrics.inference.interval import Interval
from metrics.inference.lottery_checks import sample_ratio_p
from metrics.inference.randomised import (
    Draw,
    LotteryEffect,
    Randomisation,
    effect_of_draw,
    effect_of_taking_part,
)
from metrics.scope import MENTEE, SMALLEST_GROUP, Scope
from metrics.warehouse.engine import Session

FEWEST_DRAWN = SMALLEST_GROUP
FEWEST_LOTS = 4
DOUBTFUL = 0.01  # a p value below it fails a check
MOST_CROSSED = 0.1

FEW_CANDIDATES = N_(
    "{n1} candidates drawn and {n0} not drawn can be followed long enough; at least {least} of "
    "each are needed."
)
FEW_LOTS = N_(
    "Only {n} lots (people or teams) were drawn or not drawn; at least {least} of each are needed."
)
RATIO_FITS = N_("As many candidates were drawn as the promised chances allow.")
RATIO_WRONG = N_(
    "The numbers drawn do not fit the promised chances. Candidates are missing from the data, or "
    "were added. Do not use this figure before that is explained."
)
RATIO_UNKNOWN = N_(
    "The chance of being drawn is not in the data, so it cannot be checked whether the list of "
    "candidates is complete."
)
BALANCED = N_("Before the draw, the two groups were as similar as expected from a fair draw.")
UNBALANCED = N_(
    "Before the draw, those drawn and not drawn differed more than a fair draw would make likely: "
    "{traits}."
)
FOLLOWED = N_("Those drawn and not drawn have a value about as often.")
NOT_FOLLOWED = N_(
    "Those drawn have a value more often, or less often, than those not drawn. People without a "
    "value are left out, so the groups compared are no longer those of the draw."
)
NO_SHOWS = N_("{percent}% of those drawn got a mentor in this time.")
CROSSED = N_(
    "{percent}% of those not drawn got a mentor in this time as well. The figure for being drawn "
    "is therefore about starting earlier, not about a mentor or none."
)
NOT_CROSSED = N_("{percent}% of those not drawn got a mentor in this time.")
WEAK = N_(
    "Too few candidates got a mentor because they were drawn. What a mentor did for them cannot be "
    "told; use the figure for being drawn."
)
TRAITS = {"score": N_("last review score"), "tenure": N_("months since hire")}
CHECK_TITLE = N_("Lottery: those drawn against those not drawn")
CHECK_MEANS = N_(
    "A disagreement would mean that mentees were chosen for something that the comparison does not "
    "see. Trust the lottery in that case."
)
UNBOUNDED = N_("The lottery does not bound the effect of taking part.")


@dataclass(frozen=True)
class TraitBalance:
    """A trait before the draw: the standardised difference within groups, and its p value."""

    name: str
    difference: float
    p: float


@dataclass(frozen=True)
class LotteryAnswer:
    """What the lotteries say of a metric.

    `drawn` and `others` are candidates who could be followed, in `lotteries` draws and `groups` in
    which both were. `horizon` is in months from the draw, or for a panel in periods. `by_draw` is
    the effect of being drawn, `by_draw_plain` the same without earlier scores, `taking_part` that
    on those who got a mentor because they were drawn; None where it cannot be estimated, for the
    failed checks' reasons. `paired` are shares (drawn, not drawn) with a mentor in that time.
    `variance_share` is the part of the variance that earlier scores took away. `dropped` counts
    candidates left out, by reason.
    """

    metric: Metric
    lotteries: int
    drawn: int
    others: int
    groups: int
    horizon: int
    by_draw: LotteryEffect | None = None
    by_draw_plain: LotteryEffect | None = None
    taking_part: LotteryEffect | None = None
    paired: tuple[float, float] | None = None
    variance_share: float | None = None
    balance: tuple[TraitBalance, ...] = ()
    checks: tuple[Check, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def trusted(self) -> bool:
        """Return whether there is an estimate and no check failed."""
        return self.by_draw is not None and all(one.passed is not False for one in self.checks)


def lottery_answer(
    session: Session, metric: Metric, run: Mapping[str, float] | None = None
) -> LotteryAnswer | None:
    """Return the answer by lottery about the whole company; None without a lottery, or for a total.

    Raises MetricError for SQL that does not return its shape.
    """
    if metric.shape == "total" or not session.records(
        "select 1 as any_row from lottery_entries limit 1"
    ):
        return None
    load_metric_rows(session, metric, run or {})
    comparison.set_role(session, MENTEE)
    return read_lotteries(session, metric)


def read_lotteries(session: Session, metric: Metric) -> LotteryAnswer | None:
    """Return the answer by lottery in a session that holds `metric_rows`; None without a lottery.

    Candidates whose lottery is too recent for the horizon are left out, whatever became of them.
    """
    fates = form_lotteries(session)
    if not fates:
        return None
    columns = lottery_outcomes(session, metric.shape)
    read = time_data if metric.shape == "time to event" else panel_data
    data = read(columns)
    dropped = {name: n for name, n in fates.items() if name != "kept"} | dict(data.dropped)
    compared = data.compared
    drawn = int(data.draw.drawn[compared].sum())
    answer = LotteryAnswer(
        metric,
        len(np.unique(data.lottery[compared])),
        drawn,
        int(compared.sum()) - drawn,
        len(np.unique(data.draw.stratum[compared])),
        data.horizon,
        dropped=dropped,
    )
    enough = _enough(answer, data)
    if not all(one.passed for one in enough):
        return replace(answer, checks=enough)
    return _estimated(answer, data, enough)


def cross_check(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """Return the lottery as a cross-check of the headline; none without one, or for a part.

    The effect of taking part is compared, because the headline is about people with a mentor. Call
    it in the session that gave the answer.
    """
    if answer.scope != Scope() or not session.records(
        "select 1 as any_row from lottery_entries limit 1"
    ):
        return ()
    found = read_lotteries(session, metric)
    if found is None or found.by_draw is None:
        return ()
    effect = found.taking_part
    values: dict[str, object] = {"n": found.drawn + found.others}
    if effect is None or effect.weak or not effect.bounded:
        values["reason"] = UNBOUNDED
        return (CrossCheck("lottery", CHECK_TITLE, None, metric.unit, None, CHECK_MEANS, values),)
    agrees = None
    if found.trusted:
        same = metric.shape == "panel" or found.horizon == answer.horizon
        agrees = agreement(answer.estimate, effect.interval, same_scale=same)
    return (
        CrossCheck(
            "lottery", CHECK_TITLE, effect.interval, metric.unit, agrees, CHECK_MEANS, values
        ),
    )


def _enough(answer: LotteryAnswer, data: LotteryData) -> tuple[Check, ...]:
    values = {"n1": answer.drawn, "n0": answer.others, "least": FEWEST_DRAWN}
    rows = data.compared
    lots = [len(np.unique(data.draw.cluster[rows & (data.draw.drawn == arm)])) for arm in (0, 1)]
    return (
        Check(
            "candidates", min(answer.drawn, answer.others) >= FEWEST_DRAWN, FEW_CANDIDATES, values
        ),
        Check("lots", min(lots) >= FEWEST_LOTS, FEW_LOTS, {"n": min(lots), "least": FEWEST_LOTS}),
    )


def _estimated(
    answer: LotteryAnswer, data: LotteryData, enough: tuple[Check, ...]
) -> LotteryAnswer:
    seen = data.of(data.compared)
    plain = effect_of_draw(seen.value, seen.draw)
    by_draw = plain
    if seen.earlier.shape[1]:
        by_draw = effect_of_draw(seen.value, seen.draw, earlier=seen.earlier)
    part = effect_of_taking_part(seen.value, seen.paired, seen.draw, earlier=seen.earlier)
    shares = tuple(float(seen.paired[seen.draw.drawn == arm].mean()) for arm in (1, 0))
    balance = _balance(data)
    checks = (
        *enough,
        sample_ratio(data),
        _balance_check(balance),
        *_followed(data),
        Check("no_shows", None, NO_SHOWS, {"percent": 100 * shares[0]}),
        _crossover(shares[1]),
        *((Check("weak", None, WEAK),) if part.weak or not part.bounded else ()),
    )
    return replace(
        answer,
        by_draw=by_draw,
        by_draw_plain=plain,
        taking_part=part,
        paired=(shares[0], shares[1]),
        variance_share=_variance_share(by_draw.interval, plain.interval),
        balance=balance,
        checks=checks,
    )


def sample_ratio(data: LotteryData) -> Check:
    """Return the check that the numbers drawn fit the promised chances, in every group."""
    if np.isnan(data.chance).any():
        return Check("sample_ratio", None, RATIO_UNKNOWN)
    first = np.unique(data.draw.cluster, return_index=True)[1]
    number = np.unique(data.draw.stratum[first], return_inverse=True)[1]
    n = np.bincount(number)
    drawn = np.bincount(number, weights=data.draw.drawn[first])
    chance = np.bincount(number, weights=data.chance[first]) / n
    passed = sample_ratio_p(drawn, n, chance) >= DOUBTFUL
    return Check("sample_ratio", passed, RATIO_FITS if passed else RATIO_WRONG)


def _balance(data: LotteryData) -> tuple[TraitBalance, ...]:
    """Return the traits of all candidates before the draw, those without a value left out."""
    rows = []
    for name, values in data.traits.items():
        known = ~np.isnan(values)
        draw = data.draw.of(known)
        kept = draw.informative
        if not kept.any() or np.ptp(values[known][kept]) == 0:
            continue
        lots = Randomisation(draw.of(kept))
        own = values[known][kept]
        difference = float(lots.difference(own)[0][0] / own.std())
        rows.append(TraitBalance(name, difference, lots.p_value(own)))
    return tuple(rows)


def _balance_check(rows: tuple[TraitBalance, ...]) -> Check:
    wrong = [one.name for one in rows if one.p * len(rows) < DOUBTFUL]
    if wrong:
        return Check("balance", False, UNBALANCED, {"traits": tuple(TRAITS[one] for one in wrong)})
    return Check("balance", True, BALANCED)


def _followed(data: LotteryData) -> tuple[Check, ...]:
    """Return the check that as many values are missing in both groups; none where none is."""
    kept = data.draw.informative
    if data.seen[kept].all():
        return ()
    p = Randomisation(data.draw.of(kept)).p_value(data.seen[kept].astype(float))
    passed = p >= DOUBTFUL
    return (Check("followed", passed, FOLLOWED if passed else NOT_FOLLOWED),)


def _crossover(share: float) -> Check:
    text = CROSSED if share > MOST_CROSSED else NOT_CROSSED
    return Check("crossover", None, text, {"percent": 100 * share})


def _variance_share(adjusted: Interval, plain: Interval) -> float | None:
    if plain.se <= 0 or not np.isfinite(plain.se):
        return None
    return float(max(1 - (adjusted.se / plain.se) ** 2, 0.0))


__all__ = ["Draw", "LotteryAnswer", "TraitBalance", "cross_check", "lottery_answer"]

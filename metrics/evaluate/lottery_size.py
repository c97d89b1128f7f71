"""What a lottery could show: the spread of an outcome, and the correlation within a mentor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.comparison.lotteries import mentee_outcomes, recent_outcomes
from metrics.evaluate.rows import load_metric_rows
from metrics.inference.lottery_power import Intraclass, LotteryDesign, intraclass_correlation
from metrics.scope import MENTEE, SMALLEST_GROUP
from metrics.warehouse.engine import Session

ASSUMED_ICC = (0.0, 0.05, 0.15)
"""Judgement where the pairings so far cannot tell: low, usual and high share between mentors."""


@dataclass(frozen=True)
class LotterySize:
    """The effect that a lottery finds in four of five cases, in the metric's unit.

    `detectable` is that for the share between mentors in `icc` (low, usual, high); `assumed` says
    that it is a judgement. `explained` is the share of variance that earlier scores explain.
    """

    metric: Metric
    detectable: tuple[float, float, float]
    icc: tuple[float, float, float]
    assumed: bool
    explained: float
    design: LotteryDesign

    def candidates_for(self, effect: float) -> int | None:
        """Return how many candidates would show `effect`, with the same share of places."""
        return self.design.candidates_for(effect)


def lottery_size(
    session: Session,
    metric: Metric,
    run: Mapping[str, float],
    *,
    candidates: int,
    places: int,
    per_mentor: float,
) -> LotterySize | None:
    """Return what a lottery of so many candidates and places would show.

    None where too few people have an outcome, or nobody would wait.
    """
    if metric.shape == "total" or not 0 < places < candidates:
        return None
    load_metric_rows(session, metric, run)
    comparison.set_role(session, MENTEE)
    recent = recent_outcomes(session, metric.shape)
    value = recent["value"].astype(float)
    value = value[~np.isnan(value)]
    if len(value) < SMALLEST_GROUP or np.ptp(value) == 0:
        return None
    mentees = mentee_outcomes(session, metric.shape)
    names = mentees["cluster_id"].astype(str)
    known = intraclass_correlation(
        mentees["value"].astype(float), np.unique(names, return_inverse=True)[1]
    )
    icc = _share_between_mentors(known)
    explained = _explained(recent)
    designs = [
        LotteryDesign(candidates, places, float(value.std(ddof=1)), share, per_mentor, explained)
        for share in icc
    ]
    detectable = [design.detectable_effect() for design in designs]
    return LotterySize(
        metric,
        (detectable[0], detectable[1], detectable[2]),
        icc,
        known is None,
        explained,
        designs[1],
    )


def _share_between_mentors(known: Intraclass | None) -> tuple[float, float, float]:
    return ASSUMED_ICC if known is None else (known.low, known.estimate, known.high)


def _explained(recent: Mapping[str, np.ndarray]) -> float:
    """Return the squared correlation of later with earlier values; 0 where it is not known."""
    if "earlier" not in recent:
        return 0.0
    value, earlier = (recent[name].astype(float) for name in ("value", "earlier"))
    both = ~(np.isnan(value) | np.isnan(earlier))
    if both.sum() < SMALLEST_GROUP or not np.ptp(value[both]) or not np.ptp(earlier[both]):
        return 0.0
    return float(np.corrcoef(value[both], earlier[both])[0, 1] ** 2)

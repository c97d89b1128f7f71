"""Power: what the data can detect now, and what it would take to detect more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.evaluate.answer import Answer
from metrics.inference.sample_size import (
    candidates_to_randomise,
    mentees_to_detect,
    minimum_detectable_effect,
    months_until_enough,
    yearly_risk,
)
from metrics.inference.survival import months_sd
from metrics.warehouse.engine import Session

RECENT = 12
RECENTLY_PAIRED = (
    "select count(*) from scope_pairing inner join scope_person on scope_person.person_id = "
    "scope_pairing.person_id cross join run where scope_pairing.pair_month > "
    "run.last_month - ?"
)


@dataclass(frozen=True)
class RequiredSample:
    """The sample that would show an effect in four of five cases.

    `mentees` in all, chosen as they are now, in `months` at the pace of the last year (None without
    a pace), or `candidates` of whom half are drawn by lot (None where the spread between people is
    not known).
    """

    mentees: int
    months: int | None
    candidates: int | None


@dataclass(frozen=True)
class PowerAnalysis:
    """The inputs from which the size of a study follows.

    `n` mentees gave a standard error `se` with `df` degrees of freedom. `per_month` mentees were
    paired in the last year, each is followed for `horizon` months, and `sd` is the standard
    deviation of the outcome between people. `yearly`: the chance of the event in one year (mentees,
    others) that gives the curves after `horizon` months; None where those are no longer than a
    year, or there are none.
    """

    n: int
    se: float
    df: float
    per_month: float
    horizon: int
    sd: float | None = None
    yearly: tuple[float, float] | None = None

    @property
    def detectable_effect(self) -> float:
        """Return the effect that these data detect in four of five cases."""
        return minimum_detectable_effect(self.se, self.df)

    @property
    def worthwhile_effect(self) -> float:
        """Return the effect to aim for where the reader names none: half the detectable one."""
        return self.detectable_effect / 2

    def required_sample(self, effect: float) -> RequiredSample:
        """Return what would show `effect` (in the metric's unit, not zero)."""
        needed = mentees_to_detect(effect, n=self.n, se=self.se, df=self.df)
        months = months_until_enough(
            needed, n=self.n, per_month=self.per_month, horizon=self.horizon
        )
        candidates = candidates_to_randomise(effect, sd=self.sd) if self.sd else None
        return RequiredSample(needed, months, candidates)


def power_analysis(session: Session, answer: Answer) -> PowerAnalysis | None:
    """Return the power analysis of an answer with an estimate, else None.

    The session must be the one that gave the answer.
    """
    estimate = answer.estimate
    if estimate is None or answer.metric.shape == "total" or estimate.se <= 0:
        return None
    return PowerAnalysis(
        answer.n_mentees,
        estimate.se,
        estimate.df,
        session.value(RECENTLY_PAIRED, [RECENT]) / RECENT,
        answer.horizon or RECENT,
        _standard_deviation(answer),
        _yearly(answer),
    )


def _standard_deviation(answer: Answer) -> float | None:
    """Return the standard deviation of the outcome between people.

    Of months: that of the others, who show what happens without mentoring. Of values: that of all.
    """
    if answer.lines is None:
        return answer.spread
    _mentees, others = answer.lines
    return months_sd(np.array(others.survival))


def _yearly(answer: Answer) -> tuple[float, float] | None:
    if answer.lines is None or answer.horizon is None or answer.horizon <= RECENT:
        return None
    mentees, others = (
        yearly_risk(1 - line.survival[-1], months=len(line.survival)) for line in answer.lines
    )
    return mentees, others

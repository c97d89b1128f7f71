"""What else speaks for or against an answer: other estimators, what a hidden cause would have to
be, who is alike whom.

`evidence()` is asked after `evaluate()` in the same session, because it reads the rows that the
answer was made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.power import PowerAnalysis
from metrics.inference.interval import Interval

AGREE, DISAGREE, NOTHING = "agree", "disagree", "nothing to compare"


@dataclass(frozen=True)
class CrossCheck:
    """The same question answered in another way.

    `agrees` is True where its interval and the headline's overlap and neither says the opposite of
    the other (of a test: where it finds nothing against the headline), False where they contradict,
    None where the figure only informs. `means` says in words what a disagreement would mean;
    `values` say what it rests on, and under `reason` (a sentence) why there is no estimate.
    """

    name: str
    title: str
    estimate: Interval | None
    unit: str
    agrees: bool | None
    means: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class BalanceRow:
    """One key of the comparison: the difference between mentees and others before and after
    weighting, in standard deviations of the mentees (shares: the mentees' own standard deviation of
    the indicator).
    """

    key: str
    level: str
    before: float
    after: float
    n_mentees: int


@dataclass(frozen=True)
class Evidence:
    """Everything beside one answer: the same question asked in other ways, what a hidden cause
    would have to be, how alike the groups are (`overlap` in words), and what it would take to know
    more.
    """

    answer: Answer
    cross_checks: tuple[CrossCheck, ...] = ()
    sensitivity: tuple[Check, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
    overlap: tuple[Check, ...] = ()
    power: PowerAnalysis | None = None

    @property
    def verdict(self) -> str:
        """AGREE if every cross-check that can tell supports the answer, DISAGREE if one contradicts
        it.
        """
        told = [check.agrees for check in self.cross_checks if check.agrees is not None]
        return NOTHING if not told else AGREE if all(told) else DISAGREE


def agreement(
    headline: Interval | None, other: Interval | None, *, same_scale: bool = True
) -> bool | None:
    """Whether another estimate supports the headline: None where either is missing or nothing
    follows from it.

    False where both are sure and say opposite things, or where the intervals share no value. On
    another scale (turned so that zero is no difference and above zero means the same as for the
    headline) only the first can be told.
    """
    if headline is None or other is None:
        return None
    if headline.excludes_zero and other.excludes_zero and headline.estimate * other.estimate < 0:
        return False
    if not same_scale:
        return None
    return headline.low <= other.high and other.low <= headline.high

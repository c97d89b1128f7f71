"""What supports or contradicts an answer: other estimators, hidden causes, balance and power.

`evidence()` is called after `evaluate()` in the same session, because it reads the rows that the
answer was made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.hidden_trait import HiddenTrait
from metrics.evaluate.power import PowerAnalysis
from metrics.inference.interval import Interval


@dataclass(frozen=True)
class CrossCheck:
    """The same question answered by another method.

    `agrees` is True where its interval and the headline's overlap and neither says the opposite of
    the other (of a test: where it finds nothing against the headline), False where they contradict,
    None where the figure only informs. `means` says in words what a disagreement would mean;
    `values` say what it is based on, and under `reason` (a sentence) why there is no estimate.
    """

    name: str
    title: str
    estimate: Interval | None
    unit: str
    agrees: bool | None
    means: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class BalanceRow:
    """One level of a matching key: the difference between the groups before and after weighting.

    Differences of shares, in the mentees' own standard deviation of the indicator.
    """

    key: str
    level: str
    before: float
    after: float
    n_mentees: int


@dataclass(frozen=True)
class Evidence:
    """Everything that accompanies one answer.

    `cross_checks` are other methods, `sensitivity` says what a hidden cause would have to be,
    `hidden_trait` has the figures behind the check of that name, `balance` and `overlap` (in words)
    say how similar the groups are, `power` what it would take to know more, and `data` (in words)
    how the files record the outcome. `planned` says whether a frozen plan names the dates of
    looking. `verdict_rules.py` says what follows from them.
    """

    answer: Answer
    cross_checks: tuple[CrossCheck, ...] = ()
    sensitivity: tuple[Check, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
    overlap: tuple[Check, ...] = ()
    power: PowerAnalysis | None = None
    hidden_trait: HiddenTrait | None = None
    data: tuple[Check, ...] = ()
    planned: bool = False


def agreement(
    headline: Interval | None, other: Interval | None, *, same_scale: bool = True
) -> bool | None:
    """Return whether another estimate supports the headline.

    None where either is missing or nothing follows from it. False where both exclude zero on
    opposite sides, or where the intervals do not overlap. On another scale (oriented so that zero
    is no difference and above zero means the same as for the headline) only the first can be
    judged.
    """
    if headline is None or other is None:
        return None
    if headline.excludes_zero and other.excludes_zero and headline.estimate * other.estimate < 0:
        return False
    if not same_scale:
        return None
    return headline.low <= other.high and other.low <= headline.high

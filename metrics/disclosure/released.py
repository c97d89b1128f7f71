"""What a reader may see. Pages, exports and the command line take these types and nothing else.

A count is a whole number, or the text "<10" where fewer people than the threshold stand behind it:
never 0 instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.catalog import Metric
from metrics.evaluate import (
    ArmCurve,
    BalanceRow,
    Check,
    CrossCheck,
    Interval,
    NaiveComparison,
    PowerAnalysis,
    SecondaryAnalysis,
)
from metrics.portfolio.choice import Choice
from metrics.portfolio.frontier import NextChoice, RejectedOption
from metrics.priorities.business_case import Case, Inside
from metrics.priorities.ranking import Ranking
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.pay_range import PayRange
from metrics.rewards.precedent import PrecedentRisk
from metrics.scope import Scope
from metrics.value import Attribution, MentoringReturn, Offer, Range
from metrics.value.company_facts import CompanyFacts

Count = int | str


@dataclass(frozen=True)
class Released:
    """The mark of the gate: only `release()` makes these."""


@dataclass(frozen=True)
class ReleasedPart:
    """One group of a total; `n` rows stand behind it, and its figures are None where those are too
    few.
    """

    key: str
    value: str
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    n: Count


@dataclass(frozen=True)
class ReleasedAnswer(Released):
    """An Answer with everything about fewer people than the threshold taken out (fields as in
    `Answer`).

    `hidden` says in a sentence why there is no estimate, where the reason is the threshold and not
    the data.
    """

    metric: Metric
    scope: Scope
    snapshot: str
    verdict: str
    estimate: Interval | None
    naive: NaiveComparison | None
    n_asked: Count
    n_mentees: Count
    n_controls: Count
    n_mentors: Count
    matched_share: float | None
    needed: int | None
    horizon: int | None
    dropped: dict[str, Count]
    checks: tuple[Check, ...]
    assumptions: tuple[str, ...]
    tie_rule: str
    companions: dict[str, Interval]
    lines: tuple[ArmCurve, ArmCurve] | None
    events: dict[int, tuple[float, float]]
    parts: tuple[ReleasedPart, ...]
    adjusted: str = ""
    method: str = "matched"
    matched: Interval | None = None
    hidden: str = ""


@dataclass(frozen=True)
class ReleasedEvidence(Released):
    """What speaks for or against a released answer; empty where that answer itself may not be
    shown.
    """

    answer: ReleasedAnswer
    verdict: str
    cross_checks: tuple[CrossCheck, ...] = ()
    sensitivity: tuple[Check, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
    overlap: tuple[Check, ...] = ()
    power: PowerAnalysis | None = None


@dataclass(frozen=True)
class ReleasedSecondaryAnalysis(Released):
    """A question beside the headline; its estimate is None, with the reason, where too few people
    stand behind it.
    """

    analysis: SecondaryAnalysis


@dataclass(frozen=True)
class ReleasedStep(Released):
    """One table on the way to an answer: what a row of it is, how many there are, and the SQL that
    made it.
    """

    name: str
    grain: str
    rows: Count
    sql: str


@dataclass(frozen=True)
class ReleasedHours(Released):
    """One category's hours and both prices of them; None where too few pairings or mentors stand
    behind them.
    """

    category: str
    pairings: Count
    mentors: Count
    hours: float | None
    inside: Range | None
    outside: Range | None


@dataclass(frozen=True)
class ReleasedOutcome(Released):
    """The outcome lens; `salary` is rounded, and `outcome` is None (with the reason) where it may
    not be shown.
    """

    outcome: MentoringReturn | None
    salary: float | None = None
    hidden: str = ""


@dataclass(frozen=True)
class ReleasedAttribution(Released):
    """The value per part; None where too few pairings or mentors stand behind it, and counts
    rounded up to tens where one of them is below the threshold, so that it cannot be found by
    subtraction.
    """

    attribution: Attribution


@dataclass(frozen=True)
class ReleasedFacts(Released):
    """The facts with nothing in them that tells about fewer people than the threshold, so that
    whatever is computed from them may be shown. `stands_in`: the categories for which the company
    as a whole stands in.
    """

    facts: CompanyFacts
    stands_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleasedAppraisal(Released):
    """An appraisal made from released facts."""

    appraisal: Appraisal


@dataclass(frozen=True)
class ReleasedPayRange(Released):
    """A corridor made from released facts."""

    pay_range: PayRange


@dataclass(frozen=True)
class ReleasedPrecedent(Released):
    """A score card and a liability made from released facts."""

    precedent: PrecedentRisk


@dataclass(frozen=True)
class ReleasedResponse(Released):
    """What was answered to each offer; counts below the threshold are "<10", and the figures about
    so few are None.
    """

    rows: tuple[Offer, ...]


@dataclass(frozen=True)
class ReleasedChoice(Released):
    """What a budget buys, what comes next, or why an option lost: made from released facts."""

    known: Choice | NextChoice | RejectedOption


@dataclass(frozen=True)
class ReleasedInside(Released):
    """What categories are judged by, without anything that tells about fewer people than the
    threshold.
    """

    inside: Inside


@dataclass(frozen=True)
class ReleasedCase(Released):
    """A category's case made from released facts."""

    case: Case


@dataclass(frozen=True)
class ReleasedRanking(Released):
    """A ranking of released cases."""

    ranking: Ranking


@dataclass(frozen=True)
class ReleasedFlow:
    """A move that `mentees` made; `alike`: how many of as many others alike would have (None: too
    few to tell).
    """

    origin: str
    destination: str
    mentees: int
    alike: int | None


@dataclass(frozen=True)
class ReleasedFlows(Released):
    """The moves that enough mentees made within `months` after pairing, largest first, and all
    `other` ones together.

    `other` is None where there are none, or too few to show.
    """

    metric: Metric
    months: int
    moves: tuple[ReleasedFlow, ...]
    other: ReleasedFlow | None

"""The gate between what is calculated and what is shown.

`release()` is the only way to a page, an export or the command line. It returns either a frozen
copy with the fields that may be shown, or the value itself if that was calculated from released
values only. The `released_*` modules hold the rules, one function per type.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TypeVar, overload

from metrics.disclosure.differencing import (
    FilteredAnswer,
    FilteredEvidence,
    release_filtered_answer,
    release_filtered_evidence,
)
from metrics.disclosure.released_answers import (
    IndicatedAnswer,
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
    release_answer,
    release_evidence,
    release_indicated_answer,
    release_secondary_analysis,
    release_step,
)
from metrics.disclosure.released_career_moves import ReleasedFlows, release_flows
from metrics.disclosure.released_experts import (
    ReleasedExperts,
    ReleasedPractice,
    ReleasedScores,
    release_experts,
    release_practice,
    release_scored_experts,
)
from metrics.disclosure.released_facts import ReleasedFacts, release_facts
from metrics.disclosure.released_findings import CheckReport, ReleasedFindings, release_findings
from metrics.disclosure.released_lottery import (
    ReleasedHeld,
    ReleasedLottery,
    release_held,
    release_lottery_answer,
    release_lottery_size,
)
from metrics.disclosure.released_mentors import ReleasedPool, release_pool
from metrics.disclosure.released_priorities import (
    ReleasedCompanyEvidence,
    release_company_evidence,
)
from metrics.disclosure.released_value import (
    HoursTable,
    ReleasedAttribution,
    ReleasedHours,
    ReleasedReturn,
    release_attribution,
    release_hours,
    release_hours_table,
    release_return,
)
from metrics.disclosure.thresholds import NotShown
from metrics.evaluate import Answer, Evidence, SecondaryAnalysis
from metrics.evaluate.career_moves import CareerMoves
from metrics.evaluate.lottery_size import LotterySize
from metrics.evaluate.randomised import LotteryAnswer
from metrics.experts.find import Experts
from metrics.experts.score_outliers import ScoredExperts
from metrics.mentors.service import MentorPool
from metrics.portfolio.choice import Choice
from metrics.portfolio.frontier import NextChoice, RejectedOption
from metrics.priorities.business_case import BusinessCase
from metrics.priorities.company_evidence import CompanyEvidence
from metrics.priorities.ranking import Ranking
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.pay_range import PayRange
from metrics.rewards.precedent import PrecedentRisk
from metrics.store import KeptLottery, PracticeSummary
from metrics.value import Attribution, CategoryHours, MentoringReturn
from metrics.value.company_facts import CompanyFacts
from metrics.warehouse.engine import Step

Calculated = TypeVar(
    "Calculated",
    Appraisal,
    PayRange,
    PrecedentRisk,
    Choice,
    NextChoice,
    RejectedOption,
    BusinessCase,
    Ranking,
)
"""What is calculated from released facts, released evidence and the reader's own input."""


@overload
def release(value: Answer) -> ReleasedAnswer: ...
@overload
def release(value: IndicatedAnswer) -> ReleasedAnswer: ...
@overload
def release(value: FilteredAnswer) -> ReleasedAnswer: ...
@overload
def release(value: Evidence) -> ReleasedEvidence: ...
@overload
def release(value: FilteredEvidence) -> ReleasedEvidence: ...
@overload
def release(value: SecondaryAnalysis) -> ReleasedSecondaryAnalysis: ...
@overload
def release(value: Step) -> ReleasedStep: ...
@overload
def release(value: CareerMoves) -> ReleasedFlows: ...
@overload
def release(value: CategoryHours) -> ReleasedHours: ...
@overload
def release(value: HoursTable) -> tuple[ReleasedHours, ...]: ...
@overload
def release(value: MentoringReturn) -> ReleasedReturn | NotShown: ...
@overload
def release(value: Attribution) -> ReleasedAttribution: ...
@overload
def release(value: CompanyFacts) -> ReleasedFacts: ...
@overload
def release(value: CompanyEvidence) -> ReleasedCompanyEvidence: ...
@overload
def release(value: Experts) -> ReleasedExperts: ...
@overload
def release(value: ScoredExperts) -> ReleasedScores: ...
@overload
def release(value: PracticeSummary) -> ReleasedPractice: ...
@overload
def release(value: MentorPool) -> ReleasedPool: ...
@overload
def release(value: LotteryAnswer) -> ReleasedLottery: ...
@overload
def release(value: KeptLottery) -> ReleasedHeld: ...
@overload
def release(value: LotterySize) -> LotterySize: ...
@overload
def release(value: CheckReport) -> ReleasedFindings: ...
@overload
def release(value: Calculated) -> Calculated: ...


def release(value: object) -> object:
    """Return what may be shown of a value; raise TypeError for a type without a rule."""
    return _release(value)


def release_calculated(value: Calculated) -> Calculated:
    """Return a value as it is, because what it was calculated from has been released."""
    return value


@singledispatch
def _release(value: object) -> object:
    raise TypeError(f"release() does not know {type(value).__name__}; nothing of it may be shown.")


for rule in (
    release_answer,
    release_indicated_answer,
    release_filtered_answer,
    release_evidence,
    release_filtered_evidence,
    release_secondary_analysis,
    release_step,
    release_flows,
    release_hours,
    release_hours_table,
    release_return,
    release_attribution,
    release_facts,
    release_company_evidence,
    release_experts,
    release_scored_experts,
    release_practice,
    release_pool,
    release_lottery_answer,
    release_held,
    release_lottery_size,
    release_findings,
):
    _release.register(rule)
for calculated in Calculated.__constraints__:
    _release.register(calculated, release_calculated)

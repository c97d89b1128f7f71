"""What may be shown: `release()` is the only way from an answer to a page, an export or the command
line.
"""

from metrics.disclosure import (  # noqa: F401 - they register what they can release
    guard,
    released_experts,
    released_findings,
    released_hours,
    released_mentors,
    released_moves,
    released_plans,
    suppression,
)
from metrics.disclosure.release import release
from metrics.disclosure.released import (
    Count,
    Released,
    ReleasedAnswer,
    ReleasedAppraisal,
    ReleasedAttribution,
    ReleasedCase,
    ReleasedChoice,
    ReleasedEvidence,
    ReleasedFacts,
    ReleasedFlow,
    ReleasedFlows,
    ReleasedHours,
    ReleasedInside,
    ReleasedOutcome,
    ReleasedPart,
    ReleasedPayRange,
    ReleasedPrecedent,
    ReleasedRanking,
    ReleasedResponse,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
)

__all__ = [
    "Count",
    "Released",
    "ReleasedAnswer",
    "ReleasedAppraisal",
    "ReleasedAttribution",
    "ReleasedCase",
    "ReleasedChoice",
    "ReleasedPayRange",
    "ReleasedEvidence",
    "ReleasedFacts",
    "ReleasedFlow",
    "ReleasedFlows",
    "ReleasedHours",
    "ReleasedInside",
    "ReleasedOutcome",
    "ReleasedPart",
    "ReleasedPrecedent",
    "ReleasedRanking",
    "ReleasedSecondaryAnalysis",
    "ReleasedResponse",
    "ReleasedStep",
    "release",
]

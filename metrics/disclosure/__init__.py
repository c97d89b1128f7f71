"""What may be shown: `release()` is the only way from an answer to a page, an export or the command line."""

from metrics.disclosure import (  # noqa: F401 - they register what they can release
    experts,
    findings,
    flows,
    hours,
    lattice,
    mentors,
    narrowed,
    plans,
)
from metrics.disclosure.release import release
from metrics.disclosure.released import (
    THRESHOLD,
    Count,
    Released,
    ReleasedAnswer,
    ReleasedAppraisal,
    ReleasedAttribution,
    ReleasedCase,
    ReleasedChoice,
    ReleasedCorridor,
    ReleasedEvidence,
    ReleasedFacts,
    ReleasedFlow,
    ReleasedFlows,
    ReleasedHours,
    ReleasedInside,
    ReleasedOutcome,
    ReleasedPart,
    ReleasedPrecedent,
    ReleasedRanking,
    ReleasedRelated,
    ReleasedResponse,
    ReleasedStep,
)

__all__ = [
    "THRESHOLD", "Count", "Released", "ReleasedAnswer", "ReleasedAppraisal", "ReleasedAttribution", "ReleasedCase",
    "ReleasedChoice", "ReleasedCorridor", "ReleasedEvidence", "ReleasedFacts", "ReleasedFlow",
    "ReleasedFlows", "ReleasedHours", "ReleasedInside",
    "ReleasedOutcome", "ReleasedPart", "ReleasedPrecedent", "ReleasedRanking", "ReleasedRelated",
    "ReleasedResponse", "ReleasedStep", "release",
]

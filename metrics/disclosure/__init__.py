"""What may be shown: `release()` is the only way from an answer to a page, an export or the command line."""

from metrics.disclosure.release import release
from metrics.disclosure.released import (
    THRESHOLD,
    Count,
    Released,
    ReleasedAnswer,
    ReleasedAppraisal,
    ReleasedAttribution,
    ReleasedChoice,
    ReleasedCorridor,
    ReleasedEvidence,
    ReleasedFacts,
    ReleasedHours,
    ReleasedOutcome,
    ReleasedPart,
    ReleasedPrecedent,
    ReleasedRelated,
    ReleasedResponse,
    ReleasedStep,
)

__all__ = [
    "THRESHOLD", "Count", "Released", "ReleasedAnswer", "ReleasedAppraisal", "ReleasedAttribution", "ReleasedChoice",
    "ReleasedCorridor", "ReleasedEvidence", "ReleasedFacts", "ReleasedHours", "ReleasedOutcome", "ReleasedPart",
    "ReleasedPrecedent", "ReleasedRelated", "ReleasedResponse", "ReleasedStep", "release",
]

"""What may be shown, and to whom.

`release()` is the only way from a result to a page, an export or the command line.
"""

from metrics.disclosure.release import release
from metrics.disclosure.released_answers import (
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedPart,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
)
from metrics.disclosure.released_career_moves import ReleasedFlow, ReleasedFlows
from metrics.disclosure.released_facts import ReleasedFacts
from metrics.disclosure.released_priorities import ReleasedCompanyEvidence
from metrics.disclosure.released_value import (
    HoursTable,
    ReleasedAttribution,
    ReleasedHours,
    ReleasedReturn,
)
from metrics.disclosure.thresholds import Count, NotShown

__all__ = [
    "Count",
    "HoursTable",
    "NotShown",
    "ReleasedAnswer",
    "ReleasedAttribution",
    "ReleasedCompanyEvidence",
    "ReleasedEvidence",
    "ReleasedFacts",
    "ReleasedFlow",
    "ReleasedFlows",
    "ReleasedHours",
    "ReleasedPart",
    "ReleasedSecondaryAnalysis",
    "ReleasedReturn",
    "ReleasedStep",
    "release",
]

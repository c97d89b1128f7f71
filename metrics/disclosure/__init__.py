"""What may be shown, and to whom.

`release()` is the only way from a result to a page, an export or the command line.
"""

from metrics.disclosure.differencing import MAX_FILTERS
from metrics.disclosure.indication_text import INDICATION_TITLE, indication_lines, redrawn_lines
from metrics.disclosure.lottery_text import (
    BY_LOTTERY,
    lottery_effects,
    lottery_lines,
    lottery_people,
    lottery_verdict,
)
from metrics.disclosure.method_text import (
    MethodLine,
    MethodSection,
    method_markdown,
    method_sections,
)
from metrics.disclosure.next_text import FOR_NEXT, next_json, next_sentences
from metrics.disclosure.plain_text import filled, key_lines, plain_answer
from metrics.disclosure.plan_text import (
    came_line,
    intact_line,
    plan_lines,
    verdict_name,
    withdrawn_line,
)
from metrics.disclosure.release import release
from metrics.disclosure.released_answers import (
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedPart,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
)
from metrics.disclosure.released_career_moves import ReleasedFlow, ReleasedFlows
from metrics.disclosure.released_experts import (
    ReleasedExpert,
    ReleasedExperts,
    ReleasedPractice,
    ReleasedScored,
    ReleasedScores,
)
from metrics.disclosure.released_facts import ReleasedFacts
from metrics.disclosure.released_findings import ReleasedFinding, ReleasedFindings
from metrics.disclosure.released_indication import ReleasedIndication
from metrics.disclosure.released_lottery import (
    ReleasedHeld,
    ReleasedLottery,
    ReleasedLotteryEffect,
    ReleasedOffer,
    RevealedLottery,
)
from metrics.disclosure.released_mentors import (
    ReleasedBalance,
    ReleasedMonth,
    ReleasedPool,
    ReleasedShortlist,
    RevealedPool,
)
from metrics.disclosure.released_priorities import ReleasedCompanyEvidence
from metrics.disclosure.released_value import (
    GAIN,
    HoursTable,
    ReleasedAttribution,
    ReleasedHours,
    ReleasedPartReturn,
    ReleasedReturn,
)
from metrics.disclosure.roles import ROLE_TITLES, RefusedError, may_freeze, sees_names
from metrics.disclosure.schema import to_json
from metrics.disclosure.standing import Standing
from metrics.disclosure.target_checklist import (
    ChecklistEntry,
    DataOrigin,
    checklist_rows,
    checklist_section,
    target_checklist,
)
from metrics.disclosure.thresholds import Count, NotShown
from metrics.disclosure.verdict_text import (
    checked_answer,
    reason_sentence,
    sentences_by_category,
    verdict_sentences,
    verdict_word,
)

__all__ = [
    "BY_LOTTERY",
    "checked_answer",
    "reason_sentence",
    "sentences_by_category",
    "lottery_effects",
    "lottery_lines",
    "lottery_people",
    "lottery_verdict",
    "verdict_sentences",
    "verdict_word",
    "ChecklistEntry",
    "Count",
    "FOR_NEXT",
    "GAIN",
    "HoursTable",
    "INDICATION_TITLE",
    "MAX_FILTERS",
    "MethodLine",
    "MethodSection",
    "NotShown",
    "ROLE_TITLES",
    "RefusedError",
    "ReleasedAnswer",
    "ReleasedAttribution",
    "ReleasedBalance",
    "ReleasedCompanyEvidence",
    "ReleasedEvidence",
    "ReleasedExpert",
    "ReleasedExperts",
    "ReleasedFacts",
    "ReleasedFinding",
    "ReleasedFindings",
    "ReleasedFlow",
    "ReleasedFlows",
    "ReleasedHeld",
    "ReleasedHours",
    "ReleasedIndication",
    "ReleasedLottery",
    "ReleasedLotteryEffect",
    "ReleasedMonth",
    "ReleasedOffer",
    "ReleasedPart",
    "ReleasedPartReturn",
    "ReleasedPool",
    "ReleasedPractice",
    "ReleasedReturn",
    "ReleasedScored",
    "ReleasedScores",
    "ReleasedSecondaryAnalysis",
    "ReleasedShortlist",
    "ReleasedStep",
    "RevealedLottery",
    "RevealedPool",
    "DataOrigin",
    "Standing",
    "came_line",
    "checklist_rows",
    "checklist_section",
    "filled",
    "indication_lines",
    "intact_line",
    "may_freeze",
    "method_markdown",
    "method_sections",
    "key_lines",
    "next_json",
    "next_sentences",
    "plain_answer",
    "plan_lines",
    "redrawn_lines",
    "release",
    "sees_names",
    "target_checklist",
    "to_json",
    "verdict_name",
    "withdrawn_line",
]

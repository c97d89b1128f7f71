"""What people enter in the browser, in one SQL database.

Rows carry an author and a time; they are added and never changed. `scenarios.py` keeps plans,
`practices.py` what was learned from experts, `lotteries.py` who was drawn by lot, `audit.py` who
asked to see names, and `analysis_plans.py` what was decided before the data came.
"""

from metrics.store.analysis_plans import (
    AnalysisPlan,
    AnalysisPlanStore,
    FrozenPlan,
    LookResult,
    Seen,
)
from metrics.store.audit import AccessRecord, AuditLog
from metrics.store.database import (
    NewerDatabaseError,
    StoreError,
    UnreachableDatabaseError,
    database_url,
)
from metrics.store.lotteries import HeldDraw, KeptLottery, LotteryStore
from metrics.store.practices import (
    Adoption,
    Practice,
    PracticeStore,
    PracticeSummary,
    RecordedPractice,
    browser_entries,
    practice_summaries,
)
from metrics.store.scenarios import (
    LONGEST_NOTE,
    ConflictError,
    Draft,
    SavedScenario,
    ScenarioStore,
    ScenarioVersion,
    UnknownScenarioError,
)
from metrics.store.withdrawals import Withdrawal

__all__ = [
    "AccessRecord",
    "Adoption",
    "AnalysisPlan",
    "AnalysisPlanStore",
    "AuditLog",
    "ConflictError",
    "Draft",
    "FrozenPlan",
    "HeldDraw",
    "KeptLottery",
    "LONGEST_NOTE",
    "LookResult",
    "LotteryStore",
    "NewerDatabaseError",
    "Practice",
    "PracticeStore",
    "PracticeSummary",
    "RecordedPractice",
    "SavedScenario",
    "ScenarioStore",
    "ScenarioVersion",
    "Seen",
    "StoreError",
    "UnknownScenarioError",
    "UnreachableDatabaseError",
    "Withdrawal",
    "browser_entries",
    "database_url",
    "practice_summaries",
]

"""What people enter in the browser, kept in one SQL database: rows are added, never changed, with
author and time.
"""

from metrics.store.audit import AuditLog, Logged
from metrics.store.engine import NewerError, StoreError, UnreachableError
from metrics.store.practices import (
    Adoption,
    Kept,
    Learned,
    Practice,
    PracticeStore,
    entered,
    learned_from,
)
from metrics.store.scenarios import (
    ConflictError,
    Draft,
    NotSavedError,
    Saved,
    ScenarioStore,
    Version,
)

__all__ = [
    "Adoption",
    "AuditLog",
    "ConflictError",
    "Draft",
    "Kept",
    "Learned",
    "Logged",
    "NewerError",
    "NotSavedError",
    "Practice",
    "PracticeStore",
    "Saved",
    "ScenarioStore",
    "StoreError",
    "UnreachableError",
    "Version",
    "entered",
    "learned_from",
]

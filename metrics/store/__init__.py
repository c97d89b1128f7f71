"""What people enter in the browser, kept in one SQL database: rows are added, never changed, with author and time."""

from metrics.store.engine import NewerError, StoreError, UnreachableError
from metrics.store.scenarios import ConflictError, Draft, NotSavedError, Saved, ScenarioStore, Version

__all__ = [
    "ConflictError", "Draft", "NewerError", "NotSavedError", "Saved", "ScenarioStore", "StoreError", "UnreachableError",
    "Version",
]

"""The hours of all categories together as they may be shown: none can be found by taking the others
from the whole.

The price of hours inside is that of the people who gave them, so that what few gave would tell
their pay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.disclosure.release import release, untold
from metrics.disclosure.released import Released, ReleasedHours
from metrics.value import CategoryHours


@dataclass(frozen=True)
class Hours:
    """The rows of `metrics.value.by_category`: all together, then each category."""

    rows: tuple[CategoryHours, ...]


@dataclass(frozen=True)
class ReleasedTable(Released):
    """The same rows; figures that may not be shown are None."""

    rows: tuple[ReleasedHours, ...]


@release.register
def _(known: Hours) -> ReleasedTable:
    out = untold({row.category: min(row.pairings, row.mentors) for row in known.rows[1:]})
    return ReleasedTable(
        tuple(
            replace(release(row), hours=None, inside=None, outside=None)
            if row.category and row.category in out
            else release(row)
            for row in known.rows
        )
    )

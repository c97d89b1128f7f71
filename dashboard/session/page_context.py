"""What every page of one visit shares: the reader's words, what is loaded, the metrics, and the
links between pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metrics.catalog import Metric
from metrics.i18n import Locale
from metrics.warehouse.snapshot import Snapshot


@dataclass(frozen=True)
class PageContext:
    """One run of the script for one reader; `snapshot` is None while nothing is loaded.

    `faults` are the company's own metrics that cannot be read, each with its sentence. `names` are
    the categories as this reader calls them. `head` is the place of the page's title, `pages` the
    pages by name, `role` what this reader is in the company (see `dashboard/session/access.py`).
    """

    locale: Locale
    snapshot: Snapshot | None
    metrics: Mapping[str, Metric]
    faults: Mapping[str, str]
    version: str
    names: Mapping[str, str]
    head: Any
    pages: Mapping[str, Any]
    role: str

    def name(self, column: str, value: str) -> str:
        """A value of a column as the reader calls it: a category by its name, a month by its
        date.
        """
        if column == "month" and value.isdigit():
            return f"{int(value) // 12}-{int(value) % 12 + 1:02d}"
        return self.names.get(value, value) if column == "category" else value

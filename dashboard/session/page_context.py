"""What every page of one run shares: language, data, metrics, role, and links between pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metrics import Company
from metrics.catalog import Metric, MetricError
from metrics.i18n import Locale

MONTHS = 12


@dataclass(frozen=True)
class PageContext:
    """One run of the script for one reader.

    `loaded` is None while nothing is loaded; `metric_faults` are the company's own metrics that
    cannot be used, each with its sentence. `names` are the categories as this reader calls them.
    `head` is the place of the page's title, `pages` the pages by name, `role` what this reader may
    see (`dashboard/session/access.py`).
    """

    locale: Locale
    loaded: Company | None
    metrics: Mapping[str, Metric]
    metric_faults: Mapping[str, MetricError]
    names: Mapping[str, str]
    head: Any
    pages: Mapping[str, Any]
    role: str

    @property
    def company(self) -> Company:
        """Return the company that answers; for pages that run only when something is loaded."""
        if self.loaded is None:
            raise LookupError("Nothing is loaded.")
        return self.loaded

    def name(self, column: str, value: str) -> str:
        """Return what the reader calls a value: a category by its name, a month by its date."""
        if column == "month" and value.isdigit():
            return f"{int(value) // MONTHS}-{int(value) % MONTHS + 1:02d}"
        return self.names.get(value, value) if column == "category" else value

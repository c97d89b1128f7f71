"""What every page of one run shares: language, data, metrics, role, and links between pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics import Company
from metrics.catalog import Metric, MetricError
from metrics.i18n import Locale

MONTHS = 12


@dataclass(frozen=True)
class PageContext:
    """One run of the script for one reader.

    `loaded` is None while nothing is loaded. `metric_faults` are the errors of the company's own
    metrics that cannot be used, by name. `names` are the names of the categories in the reader's
    language, by code. `head` is the place of the page's title, `pages` the pages by name, `role`
    what this reader may see (`dashboard/session/access.py`).
    """

    locale: Locale
    loaded: Company | None
    metrics: Mapping[str, Metric]
    metric_faults: Mapping[str, MetricError]
    names: Mapping[str, str]
    head: DeltaGenerator
    pages: Mapping[str, st.Page]
    role: str

    @property
    def company(self) -> Company:
        """Return the loaded company. Raise LookupError where nothing is loaded."""
        if self.loaded is None:
            raise LookupError("Nothing is loaded.")
        return self.loaded

    def name(self, column: str, value: str) -> str:
        """Return what the reader calls a value: a category by its name, a month by its date."""
        if column == "month" and value.isdigit():
            return f"{int(value) // MONTHS}-{int(value) % MONTHS + 1:02d}"
        return self.names.get(value, value) if column == "category" else value

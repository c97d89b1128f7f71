"""What every page of one run shares: language, data, metrics, role, and links between pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics import Company
from metrics.catalog import Metric, MetricError
from metrics.i18n import N_, Locale

MONTHS = 12
TENURES = {
    "0-11": N_("less than a year"),
    "12-23": N_("one year"),
    "24+": N_("two years or more"),
}


@dataclass(frozen=True)
class PageContext:
    """One run of the script for one reader.

    `loaded` is None while nothing is loaded. `metric_faults` are the errors of the company's own
    metrics that cannot be used, by name. `names` and `groups` are the names of the categories and
    of the goal groups in the reader's language, by code. `head` is the place of the page's title,
    `pages` the pages by name, `role` what this reader may see (`dashboard/session/access.py`).
    """

    locale: Locale
    loaded: Company | None
    metrics: Mapping[str, Metric]
    metric_faults: Mapping[str, MetricError]
    names: Mapping[str, str]
    groups: Mapping[str, str]
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
        """Return what the reader calls a value, such as a category or goal group by its name."""
        if column == "month" and value.isdigit():
            return f"{int(value) // MONTHS}-{int(value) % MONTHS + 1:02d}"
        if column == "tenure":
            return self.locale(TENURES.get(value, value))
        if column == "goal_group":
            return self.groups.get(value, value)
        return self.names.get(value, value) if column == "category" else value


def group_names(report: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what each goal group that the company declared is called, by its key.

    `report` is that of `Company.report`. A group without a name is called by its key.
    """
    order = (f"name_{language}", "name_en", "name_nl")
    return {
        key: next((named for part in order if (named := group.get(part))), key)
        for key, group in report.get("goal_groups", {}).items()
    }

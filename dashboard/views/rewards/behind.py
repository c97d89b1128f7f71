"""What lies behind a plan's figures: one piece at a time, as the reader chooses."""

from __future__ import annotations

import streamlit as st

from dashboard.views.rewards import pictures
from dashboard.views.rewards.assumptions import show_assumptions
from dashboard.views.rewards.corridors import show_corridors
from dashboard.views.rewards.precedents import show_precedents
from dashboard.views.rewards.saved import show_saved
from dashboard.views.rewards.statements import show_statement
from dashboard.views.rewards.table import show_table
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_

PIECES = {
    "bridge": (N_("Where it comes from"), pictures.show_bridge),
    "tornado": (N_("Sensitivity"), pictures.show_tornado),
    "sureness": (N_("Uncertainty"), pictures.show_sureness),
    "corridor": (N_("Pay range"), show_corridors),
    "precedent": (N_("Precedent"), show_precedents),
    "table": (N_("Table of all categories"), show_table),
    "assumptions": (N_("Assumptions"), show_assumptions),
    "statement": (N_("Message to mentors"), show_statement),
    "saved": (N_("Save and open"), show_saved),
}
WITH_FAULTS = ("table", "assumptions", "saved")


def show_behind(view_model: RewardsViewModel) -> None:
    """The choice, and the piece that is chosen; only some can be shown of a plan with faults."""
    _ = view_model.locale
    labels = {name: _(label) for name, (label, _show) in PIECES.items()}
    name = st.segmented_control(
        _("Details"),
        list(labels),
        format_func=labels.__getitem__,
        default="bridge",
        required=True,
        key="behind",
        label_visibility="collapsed",
    )
    if view_model.found or name in WITH_FAULTS:
        PIECES[name][1](view_model)

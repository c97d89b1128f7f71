"""What to pay mentors: plans side by side, what each leaves, and how sure that is. A change redraws only this page's
fragment, and stands in the URL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import plans
from dashboard.board import current
from dashboard.decisions import Basis, basis_of
from dashboard.scenarios import UNREADABLE
from dashboard.texts import plain
from dashboard.views import (
    plan_answer,
    plan_assumptions,
    plan_compare,
    plan_figures,
    plan_form,
    plan_saved,
    plan_table,
    plan_take,
)
from dashboard.views.bench import Bench
from dashboard.views.nothing import show_nothing
from dashboard.visit import Visit
from metrics.decide import Scenario
from metrics.decide.measured import todays_plan
from metrics.words import N_

BEHIND = {
    "bridge": (N_("Where it comes from"), plan_figures.show_bridge),
    "tornado": (N_("What it hangs on"), plan_figures.show_tornado),
    "sureness": (N_("How sure"), plan_figures.show_sureness),
    "corridor": (N_("Room for a reward"), plan_figures.show_corridors),
    "precedent": (N_("Precedent"), plan_figures.show_precedents),
    "table": (N_("All categories in a table"), plan_table.show_table),
    "assumptions": (N_("Assumptions"), plan_assumptions.show_assumptions),
    "statement": (N_("Statement"), plan_take.show_statement),
    "saved": (N_("Save and open"), plan_saved.show_saved),
}
SIDE_BY_SIDE = 3  # columns for which there is room beside the fields
WITH_FAULTS = ("table", "assumptions", "saved")


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    if visit.snapshot is None:
        show_nothing(visit, _("What should a mentor get?"))
        return
    basis = basis_of(visit.snapshot, visit.version)
    today = replace(todays_plan(basis.facts.facts), name=_(plans.FIXED["today"]))
    plan_saved.open_link(today, _)
    _page(visit, basis, today, visit.head.empty())


@st.fragment
def _page(visit: Visit, basis: Basis, today: Scenario, head: Any) -> None:
    _ = visit.words
    board, whole = current(today)
    bench = Bench.of(visit, basis, board)
    if not whole:
        st.warning(plain(_(UNREADABLE)), icon=":material/warning:")
    plan_answer.show_answer(bench, head)
    plan_compare.choose_plan(bench)
    wide = len(bench.shown) > SIDE_BY_SIDE
    if wide:
        plan_compare.show_comparison(bench)
    left, right = st.columns([5, 7], gap="large")
    with left:
        plan_answer.say_corridor(bench, plan_form.show_category(bench))
        plan_form.show_whole(bench)
    with right:
        if not wide:
            plan_compare.show_comparison(bench)
        plan_answer.show_unsure(bench)
    labels = {name: _(label) for name, (label, _show) in BEHIND.items()}
    name = st.segmented_control(_("Behind it"), list(labels), format_func=labels.__getitem__, default="bridge",
                                required=True, key="behind", label_visibility="collapsed")
    if bench.found or name in WITH_FAULTS:
        BEHIND[name][1](bench)
    plan_take.show_downloads(bench)

"""What to pay mentors: plans side by side, what each leaves, and how sure that is. A change redraws only this page's
fragment, and stands in the URL."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

import streamlit as st

from dashboard import plans
from dashboard.board import current
from dashboard.decisions import Basis, basis_of, corridor_of
from dashboard.scenarios import UNREADABLE
from dashboard.texts import plain
from dashboard.views import plan_assumptions, plan_compare, plan_figures, plan_form, plan_saved, plan_table, plan_take
from dashboard.views.bench import Bench
from dashboard.views.nothing import show_nothing
from dashboard.visit import Visit
from metrics.decide import Scenario
from metrics.decide.measured import todays_plan
from metrics.disclosure.spoken import filled
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
    _headline(bench, head)
    plan_compare.choose_plan(bench)
    left, right = st.columns([5, 7], gap="large")
    with left:
        _corridor(bench, plan_form.show_category(bench))
        plan_form.show_whole(bench)
    with right:
        plan_compare.show_comparison(bench)
        _unsure(bench)
    labels = {name: _(label) for name, (label, _show) in BEHIND.items()}
    name = st.segmented_control(_("Behind it"), list(labels), format_func=labels.__getitem__, default="bridge",
                                required=True, key="behind", label_visibility="collapsed")
    if bench.found or name in WITH_FAULTS:
        BEHIND[name][1](bench)
    plan_take.show_downloads(bench)


def _headline(bench: Bench, head: Any) -> None:
    _, found = bench.words, bench.found
    title = plans.headline(found, _) if found else _("This plan cannot be reckoned yet")
    head.title(plain(title), anchor=False)
    beneath = plans.beneath(found, _) if found else _("What is wrong stands at its field; nothing is lost.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"{bench.title(bench.board.chosen)}: {beneath}"), width="stretch")
        bench.field(st.toggle, _("Count cautiously"), bench.scenario.conservative,
                    lambda of, value: replace(of, conservative=value), key="conservative", width="content",
                    help=_("After Phillips: effects at their lower end, the first year only, all costs, nothing where "
                           "nothing was measured."))


def _corridor(bench: Bench, category: str) -> None:
    """Where the reward of the category lies, in sentences."""
    if bench.found is None or category not in {one.category for one in bench.scenario.categories}:
        return
    _, found = bench.words, corridor_of(bench.scenario, category, bench.basis).corridor
    st.markdown(plain(" ".join(filled(text, values, _) for text, values in found.notes)))


def _unsure(bench: Bench) -> None:
    _ = bench.words
    if bench.found is None or not bench.scenario.categories:
        return
    st.markdown(f"**{plain(_('What this plan does not know'))}**")
    for says in islice(plans.unsure(bench.found, bench.basis.of, bench.visit.names, _), 4):
        st.markdown(f"- {plain(says)}".replace("−€", "−\u2060€"))  # a line must not end in the minus
    if bench.basis.facts.stands_in:
        names = ", ".join(map(bench.category, bench.basis.facts.stands_in))
        st.caption(plain(_("{names}: fewer than ten pairings or mentors, so the company as a whole stands in.",
                           names=names)))
    st.caption(plain(_("Not in money: {names}.", names="; ".join(map(_, bench.found.intangibles)))))

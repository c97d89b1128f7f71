"""The plans side by side: which one is looked at, what each leaves, and what can be done with them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import plans
from dashboard.board import keep, kept
from dashboard.decisions import precedent_of
from dashboard.scenarios import FULL, NOTHING, SLOTS, TODAY
from dashboard.texts import bold, plain, table
from dashboard.views.rewards.bench import Bench


def choose_plan(bench: Bench) -> None:
    """Which plan is looked at and changed; copying it and taking it away."""
    _, board = bench.words, bench.board
    with st.container(horizontal=True, vertical_alignment="center"):
        labels = {slot: bench.title(slot) for slot in board.all}
        st.session_state["shown_plan"] = board.chosen
        st.segmented_control(_("Plan"), list(labels), format_func=labels.__getitem__, key="shown_plan", required=True,
                             on_change=_show, label_visibility="collapsed", width="content")
        st.button(_("Copy"), icon=":material/content_copy:", disabled=board.full, on_click=_copy, key="copy_plan",
                  args=(bench.next_name,), help=_("Makes a plan of its own of the one that is looked at."))
        st.button(_("Take away"), icon=":material/delete:", disabled=board.chosen in (NOTHING, TODAY), key="drop_plan",
                  on_click=lambda: keep(kept().without(kept().chosen)))
    if board.fixed:
        st.info(plain(_(FULL, n=len(SLOTS))), icon=":material/info:")


def show_comparison(bench: Bench) -> None:
    """The table, a column per plan."""
    _ = bench.words
    shown = bench.shown
    liabilities = {slot: sum(precedent_of(one, found.scenario, bench.basis).precedent.liability.base
                             for one in found.scenario.categories) for slot, found in shown.items()}
    rows = [(plain(name), *((bold if slot == bench.board.chosen else plain)(cell)
                            for slot, cell in zip(shown, cells, strict=True)))
            for name, cells in plans.rows(shown, liabilities, _)]
    st.markdown(table(["", *(plain(bench.title(slot)) for slot in shown)], rows))
    st.caption(plain(_("Middle of 10,000 draws; the four lines of cash, hours and work with every number at its base. "
                       "For the whole period, before tax on profit.")))


def _show() -> None:
    keep(kept().showing(st.session_state["shown_plan"]))


def _copy(name: str) -> None:
    board = kept()
    keep(board.added(replace(board.scenario, name=name)))

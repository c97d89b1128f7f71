"""The plans side by side: which one is looked at, what each leaves, and what can be done with
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.board import keep, kept
from dashboard.decisions import precedent_of
from dashboard.plan_tables import Row, decision_rows, figures, finance_rows
from dashboard.scenarios import FULL, NOTHING, SLOTS, TODAY
from dashboard.texts import bold, plain, table
from dashboard.views.rewards.bench import Bench


def choose_plan(bench: Bench) -> None:
    """Which plan is looked at and changed; copying it and taking it away."""
    _, board = bench.words, bench.board
    with st.container(horizontal=True, vertical_alignment="center"):
        labels = {slot: bench.title(slot) for slot in board.all}
        st.session_state["shown_plan"] = board.chosen
        st.segmented_control(
            _("Plan"),
            list(labels),
            format_func=labels.__getitem__,
            key="shown_plan",
            required=True,
            on_change=_show,
            label_visibility="collapsed",
            width="content",
        )
        st.button(
            _("Duplicate"),
            icon=":material/content_copy:",
            disabled=board.full,
            on_click=_copy,
            key="copy_plan",
            args=(bench.next_name,),
            help=_("Creates a separate plan from the one you are viewing."),
        )
        st.button(
            _("Remove"),
            icon=":material/delete:",
            disabled=board.chosen in (NOTHING, TODAY),
            key="drop_plan",
            on_click=lambda: keep(kept().without(kept().chosen)),
        )
    if board.fixed:
        st.info(plain(_(FULL, n=len(SLOTS))), icon=":material/info:")


def show_comparison(bench: Bench) -> None:
    """The figures that decide, a column per plan; folded below them those that finance asks for."""
    _, shown = bench.words, bench.shown
    liabilities = {
        slot: sum(
            precedent_of(one, found.scenario, bench.basis).precedent.liability.base
            for one in found.scenario.categories
        )
        for slot, found in shown.items()
    }
    _table(bench, decision_rows(shown, liabilities, _))
    if others := [bench.title(slot) for slot in bench.faults if slot != bench.board.chosen]:
        st.warning(
            plain(
                _(
                    "Not calculated: {plans}. Select the plan above to see what to fix.",
                    plans=", ".join(others),
                )
            ),
            icon=":material/warning:",
        )
    st.caption(
        plain(
            _(
                "Median of 10,000 simulated outcomes; cash, time and work gained are "
                "base-case figures. For the whole period, before tax on profit."
            )
        )
    )
    with st.expander(_("Figures for Finance"), key="plan_finance"):
        _table(bench, finance_rows(shown, _))
        if bench.found and bench.scenario.categories:
            st.markdown(
                bold(_("{plan}: the range of each figure", plan=bench.title(bench.board.chosen)))
            )
            header, *rows = figures(bench.found, _)
            st.markdown(table(header, [[plain(cell) for cell in row] for row in rows]))


def _table(bench: Bench, rows: Sequence[Row]) -> None:
    """A column per plan, the one that is looked at in bold."""
    slots = list(bench.shown)
    st.markdown(
        table(
            ["", *(plain(bench.title(slot)) for slot in slots)],
            [
                (
                    plain(name),
                    *(
                        (bold if slot == bench.board.chosen else plain)(cell)
                        for slot, cell in zip(slots, cells, strict=True)
                    ),
                )
                for name, cells in rows
            ],
        )
    )


def _show() -> None:
    keep(kept().showing(st.session_state["shown_plan"]))


def _copy(name: str) -> None:
    board = kept()
    keep(board.added(replace(board.scenario, name=name)))

"""The plans side by side: which one is looked at, what each leaves, and what can be done with
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import queries
from dashboard.markdown import bold, plain, table
from dashboard.session.plan_comparison import NO_ROOM, keep_comparison, kept_comparison
from dashboard.session.plan_links import NOTHING, SLOTS, TODAY
from dashboard.text.plan_tables import Row, decision_rows, figure_table, finance_rows
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_

NOT_CALCULATED = N_("Not calculated: {plans}. Select the plan above to see what to fix.")


def choose_plan(view_model: RewardsViewModel) -> None:
    """Which plan is looked at and changed; copying it and taking it away."""
    _, comparison = view_model.locale, view_model.comparison
    with st.container(horizontal=True, vertical_alignment="center"):
        labels = {slot: view_model.title(slot) for slot in comparison.all}
        st.session_state["shown_plan"] = comparison.chosen
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
            disabled=comparison.full,
            on_click=_copy,
            key="copy_plan",
            args=(view_model.next_name,),
            help=_("Creates a separate plan from the one you are viewing."),
        )
        st.button(
            _("Remove"),
            icon=":material/delete:",
            disabled=comparison.chosen in (NOTHING, TODAY),
            key="drop_plan",
            on_click=lambda: keep_comparison(kept_comparison().without(kept_comparison().chosen)),
        )
    if comparison.locked:
        st.info(plain(_(NO_ROOM, n=len(SLOTS))), icon=":material/info:")


def show_comparison(view_model: RewardsViewModel) -> None:
    """The figures that decide, a column per plan; folded below them those that finance asks for."""
    _, shown = view_model.locale, view_model.shown
    liabilities = {
        slot: sum(
            queries.precedent(view_model.basis, one, found.scenario).liability.base
            for one in found.scenario.categories
        )
        for slot, found in shown.items()
    }
    _table(view_model, decision_rows(shown, liabilities, _))
    if others := [
        view_model.title(slot) for slot in view_model.faults if slot != view_model.comparison.chosen
    ]:
        st.warning(
            plain(_(NOT_CALCULATED, plans=", ".join(others))),
            icon=":material/warning:",
        )
    st.caption(
        plain(
            _(
                (
                    "Median of {draws} simulated outcomes; cash, time and work gained are "
                    "base-case figures. For the whole period, before tax on profit."
                ),
                draws=_.number(view_model.scenario.draws),
            )
        )
    )
    with st.expander(_("Figures for Finance"), key="plan_finance"):
        _table(view_model, finance_rows(shown, _))
        if view_model.found and view_model.scenario.categories:
            st.markdown(
                bold(
                    _(
                        "{plan}: the range of each figure",
                        plan=view_model.title(view_model.comparison.chosen),
                    )
                )
            )
            header, *rows = figure_table(view_model.found, _)
            st.markdown(table(header, [[plain(cell) for cell in row] for row in rows]))


def _table(view_model: RewardsViewModel, rows: Sequence[Row]) -> None:
    """A column per plan, the one that is looked at in bold."""
    slots = list(view_model.shown)
    st.markdown(
        table(
            ["", *(plain(view_model.title(slot)) for slot in slots)],
            [
                (
                    plain(name),
                    *(
                        (bold if slot == view_model.comparison.chosen else plain)(cell)
                        for slot, cell in zip(slots, cells, strict=True)
                    ),
                )
                for name, cells in rows
            ],
        )
    )


def _show() -> None:
    keep_comparison(kept_comparison().showing(st.session_state["shown_plan"]))


def _copy(name: str) -> None:
    comparison = kept_comparison()
    keep_comparison(comparison.added(replace(comparison.scenario, name=name)))

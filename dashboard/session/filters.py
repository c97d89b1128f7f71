"""The filters of a page: the URL and a row of widgets make a Scope.

The URL is the only truth: a widget shows its value and writes to it, and every value is checked.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session import keys, url_state
from dashboard.session.page_context import PageContext
from metrics.i18n import N_
from metrics.scope import FILTERS, Scope

UNKNOWN_VALUE = N_("Unknown value '{value}' for {filter}: showing the whole company.")
LABELS = {
    "category": N_("Category"),
    "department": N_("Department"),
    "job_family": N_("Job family"),
    "grade": N_("Job level"),
    "location": N_("Location"),
    "gender": N_("Gender"),
    "goal_group": N_("Goal group at pairing"),
    "tenure": N_("Tenure at pairing"),
}
FEWEST = {"goal_group": 1}  # values that make a filter useful: a group has people outside it
MOST_IN_A_ROW = 4


def choose_scope(context: PageContext) -> Scope:
    """Return the scope of this page, from a row of filters.

    A column with one value is not offered, but a single goal group is. An unknown value in the URL
    is named and left out.
    """
    _ = context.locale
    values_by_column = {
        column: values
        for column in FILTERS
        if len(values := queries.filter_values(context.company, column)) >= FEWEST.get(column, 2)
    }
    if not values_by_column:
        return Scope()
    chosen = {}
    for place, (column, values) in zip(
        _places(len(values_by_column)), values_by_column.items(), strict=True
    ):
        labels = {"": _("All"), **{value: context.name(column, value) for value in values}}
        key = keys.filter_widget(column)
        value = url_state.show_in_widget(key, column, values)
        place.selectbox(
            _(LABELS[column]),
            list(labels),
            format_func=labels.__getitem__,
            key=key,
            on_change=url_state.write_from_widget,
            args=(column, key),
        )
        if value:
            chosen[column] = value
        elif unknown := url_state.unknown_value(column, values):
            st.info(
                _(UNKNOWN_VALUE, value=plain(unknown), filter=_(LABELS[column])),
                icon=":material/info:",
            )
    return Scope.of(chosen)


def _places(n: int) -> list[DeltaGenerator]:
    """Return a place per filter, in rows of about the same length."""
    rows = -(-n // MOST_IN_A_ROW) if n > MOST_IN_A_ROW + 2 else 1
    width = -(-n // rows)
    found: list[DeltaGenerator] = []
    for _row in range(rows):
        found += st.columns(width)
    return found[:n]

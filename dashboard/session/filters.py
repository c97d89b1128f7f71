"""The filters of a page: the URL and a row of widgets make a Scope.

The URL is the only truth: a widget shows its value and writes to it, and every value is checked.
"""

from __future__ import annotations

import streamlit as st

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
}


def choose_scope(context: PageContext) -> Scope:
    """Return the scope of this page, from a row of filters.

    A column with one value is not offered. An unknown value in the URL is named and left out.
    """
    _ = context.locale
    values_by_column = {
        column: values
        for column in FILTERS
        if len(values := queries.filter_values(context.company, column)) > 1
    }
    if not values_by_column:
        return Scope()
    chosen = {}
    for place, (column, values) in zip(
        st.columns(len(values_by_column)), values_by_column.items(), strict=True
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

"""URL and widgets -> Scope. The URL is the one truth: a widget only writes to it, and every value
is checked.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
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
    """The scope of this page, from a row of filters; an unknown value in the URL is named and left
    out.
    """
    _ = context.locale
    offered = {column: queries.filter_values(context.company, column) for column in FILTERS}
    offered = {column: values for column, values in offered.items() if len(values) > 1}
    chosen = {}
    if not offered:
        return Scope()
    for place, (column, values) in zip(st.columns(len(offered)), offered.items(), strict=True):
        asked = st.query_params.get(column, "")
        known = asked if asked in values else ""
        labels = {"": _("All"), **{value: context.name(column, value) for value in values}}
        key = f"filter_{column}"
        st.session_state[key] = known
        place.selectbox(
            _(LABELS[column]),
            list(labels),
            format_func=labels.__getitem__,
            key=key,
            on_change=to_url,
            args=(column, key),
        )
        if known:
            chosen[column] = known
        elif asked:
            st.info(
                _(
                    UNKNOWN_VALUE,
                    value=plain(asked[:40]),
                    filter=_(LABELS[column]),
                ),
                icon=":material/info:",
            )
    return Scope.of(chosen)


def to_url(column: str, key: str) -> None:
    """Writes what a widget holds to the URL, or takes it out of it where that is nothing."""
    value = st.session_state.get(key)
    if value:
        st.query_params[column] = value
    else:
        st.query_params.pop(column, None)

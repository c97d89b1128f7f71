"""What the pages of both shapes about persons share: message, filters, the twin, the groups, how it
is known.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import queries
from dashboard.components import (
    show_corrected_and_naive,
    show_download,
    show_headline,
    show_included,
)
from dashboard.exports import answer_rows
from dashboard.markdown import plain
from dashboard.session.filters import choose_scope
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text
from dashboard.views.evidence import show_evidence
from dashboard.views.groups import show_groups
from dashboard.views.method import how_we_know
from dashboard.views.related import show_related
from dashboard.views.steps import show_steps
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale


def show(
    context: PageContext, metric: Metric, picture: Callable[[ReleasedAnswer, Locale], None]
) -> None:
    """The page of one metric; `picture` draws what is particular to its shape."""
    _ = context.locale
    place = st.container()
    scope = choose_scope(context)
    answer = queries.answer(context.company, metric.name, scope)
    with place:
        show_headline(context, answer)
        for check in (one for one in answer.checks if one.name == "exchanged"):
            st.info(
                plain(answer_text.check_text(check, _, metric.digits)), icon=":material/swap_horiz:"
            )
    if metric.shape == "time to event":  # a panel compares people with themselves
        for table in queries.absent_tables(context.company):
            st.warning(plain(_(answer_text.ABSENT_TABLES[table])), icon=":material/warning:")
    groups = {}
    if answer.estimate is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            picture(answer, _)
        with right:
            st.subheader(plain(_("Do not use the simple average")), anchor=False)
            show_corrected_and_naive(answer, _)
            show_included(answer, _)
    if scope.value("category") is None:
        groups = show_groups(context, metric, scope)
    how_we_know(context, answer, scope)
    if answer.estimate is not None:
        show_evidence(context, metric, scope)
    show_related(context, metric, scope)
    show_steps(context, metric, scope)
    show_download(context, metric.name, *answer_rows(answer, groups, _))

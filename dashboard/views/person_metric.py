"""What the pages of both shapes about persons share: message, filters, the twin, the groups, how it
is known.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import data, sentences
from dashboard.exports import answer_rows
from dashboard.pieces import against_naive, download, message, who
from dashboard.scope import choose_scope
from dashboard.texts import plain
from dashboard.views.evidence import show_evidence
from dashboard.views.groups import show_groups
from dashboard.views.method import how_we_know
from dashboard.views.related import show_related
from dashboard.views.steps import show_steps
from dashboard.visit import Visit
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Words


def show(visit: Visit, metric: Metric, picture: Callable[[ReleasedAnswer, Words], None]) -> None:
    """The page of one metric; `picture` draws what is particular to its shape."""
    _ = visit.words
    place = st.container()
    scope = choose_scope(visit)
    answer = data.answer(visit.snapshot, metric.name, scope, visit.version)
    with place:
        message(visit, answer)
        for check in (one for one in answer.checks if one.name == "exchanged"):
            st.info(plain(sentences.check(check, _, metric.digits)), icon=":material/swap_horiz:")
    if metric.shape == "time to event":  # a panel compares people with themselves
        for table in data.absent(visit.snapshot):
            st.warning(plain(_(sentences.ABSENT[table])), icon=":material/warning:")
    groups = {}
    if answer.estimate is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            picture(answer, _)
        with right:
            st.subheader(plain(_("Do not use the simple average")), anchor=False)
            against_naive(answer, _)
            who(answer, _)
    if scope.value("category") is None:
        groups = show_groups(visit, metric, scope)
    how_we_know(visit, answer, scope)
    if answer.estimate is not None:
        show_evidence(visit, metric, scope)
    show_related(visit, metric, scope)
    show_steps(visit, metric, scope)
    download(visit, metric.name, *answer_rows(answer, groups, _))

"""Three questions about pairings that stop early: the answer, and two figures beside it."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer, filled
from metrics.evaluate import CANNOT_TELL, PROTOCOL_FIGURES, CrossCheck
from metrics.i18n import N_, Locale
from metrics.scope import MENTEE

MONTHS = N_("{middle} months (between {low} and {high})")
TIMES = N_("{middle} times as often (between {low} and {high})")


def show_protocol(context: PageContext, answer: ReleasedAnswer) -> None:
    """Show intention to treat, per protocol and as treated; a figure without estimate says why.

    Nothing for mentors, and where no evidence was needed to judge the answer: it would take several
    times the work of the page, and the fold with the evidence has the same rows.
    """
    verdict = answer.verdict
    if answer.scope.role != MENTEE or verdict is None or verdict.word == CANNOT_TELL:
        return
    _ = context.locale
    metric = answer.metric
    found = queries.evidence(context.company, metric.name, answer.scope)
    figures = {check.name: check for check in found.cross_checks}
    rows = [_row(figures[name], metric, _) for name in PROTOCOL_FIGURES if name in figures]
    if not rows:
        return
    st.subheader(plain(_("What if pairings stop early?")), anchor=False)
    st.markdown(table([_("Question"), _("Estimate")], rows))


def _row(check: CrossCheck, metric: Metric, _: Locale) -> tuple[str, ...]:
    title = plain(_(check.title))
    if check.estimate is None:
        return title, plain(filled(str(check.values["reason"]), check.values, _))
    ratio = check.unit == "ratio"
    one = check.estimate
    ends = (one.estimate, one.low, one.high)
    middle, low, high = (_.number(end, 2 if ratio else metric.digits) for end in ends)
    written = TIMES if ratio else MONTHS
    return title, plain(_(written, middle=middle, low=low, high=high))

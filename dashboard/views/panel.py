"""Any metric that has a value per person and period; Performance is one."""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_chart
from dashboard.figures import event_study
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views import person_metric
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale


def show(context: PageContext, metric: Metric) -> None:
    """The page."""
    person_metric.show(context, metric, _events)


def _events(answer: ReleasedAnswer, _: Locale) -> None:
    st.subheader(
        plain(
            _(
                "{figure}: mentees and comparison group, before and after",
                figure=_(answer.metric.figure or answer.metric.title),
            )
        ),
        anchor=False,
    )
    if answer.events:
        show_chart(event_study(answer, _), _, key="events")
        st.caption(
            plain(
                _(
                    "Before pairing, the dots should lie near zero: the two groups then "
                    "developed in the same way. The last value before pairing is excluded. "
                    "Each whisker applies to one period."
                )
            )
        )

"""Any metric that has a value per person and period; Performance is one."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import event_study
from dashboard.pieces import chart
from dashboard.texts import plain
from dashboard.views import person_metric
from dashboard.visit import Visit
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Words


def show(visit: Visit, metric: Metric) -> None:
    """The page."""
    person_metric.show(visit, metric, _events)


def _events(answer: ReleasedAnswer, _: Words) -> None:
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
        chart(event_study(answer, _), _, key="events")
        st.caption(
            plain(
                _(
                    "Before pairing, the dots should lie near zero: the two groups then "
                    "developed in the same way. The last value before pairing is excluded. "
                    "Each whisker applies to one period."
                )
            )
        )

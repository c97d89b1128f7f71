"""Any metric that asks how long until something happens; Retention is one."""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_chart
from dashboard.figures import survival_curves
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views import person_metric
from dashboard.views.flows import show_flows
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import N_, Locale

GAP = {
    True: N_(
        "The gap between the two lines, added up month by month, is the gain. Someone in the "
        "comparison group can count more than once: for every month in which a mentee was "
        "paired."
    ),
    False: N_(
        "The gap between the two lines, added up month by month, is the difference. Someone "
        "in the comparison group can count more than once: for every month in which a mentee "
        "was paired."
    ),
}


def show(context: PageContext, metric: Metric) -> None:
    """The page."""

    def picture(answer: ReleasedAnswer, _: Locale) -> None:
        _curves(answer, _)
        if metric.flow:
            show_flows(context, metric, answer)

    person_metric.show(context, metric, picture)


def _curves(answer: ReleasedAnswer, _: Locale) -> None:
    st.subheader(plain(_(answer.metric.figure or answer.metric.title)), anchor=False)
    if answer.lines and answer.lines[0].survival:
        show_chart(survival_curves(answer, _), _, key="curves")
        st.caption(plain(_(GAP[answer.metric.good == "more"])))
    share = answer.companions.get("share_12")
    if share:
        st.markdown(
            plain(
                _(
                    (
                        "After 12 months the difference is {points} percentage points, between "
                        "{low} and {high}."
                    ),
                    points=_.signed(share.estimate * 100),
                    low=_.signed(share.low * 100),
                    high=_.signed(share.high * 100),
                )
            )
        )

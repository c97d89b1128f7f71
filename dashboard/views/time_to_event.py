"""Any metric that asks how long until something happens; Retention is one."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import survival_curves
from dashboard.pieces import chart
from dashboard.texts import plain
from dashboard.views import person_metric
from dashboard.views.flows import show_flows
from dashboard.visit import Visit
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import N_, Words

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


def show(visit: Visit, metric: Metric) -> None:
    """The page."""

    def picture(answer: ReleasedAnswer, _: Words) -> None:
        _curves(answer, _)
        if metric.flow:
            show_flows(visit, metric, answer)

    person_metric.show(visit, metric, picture)


def _curves(answer: ReleasedAnswer, _: Words) -> None:
    st.subheader(plain(_(answer.metric.figure or answer.metric.title)), anchor=False)
    if answer.lines and answer.lines[0].survival:
        chart(survival_curves(answer, _), _, key="curves")
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

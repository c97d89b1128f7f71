"""What others found about a metric: published figures with their design, beside the company's own and never in it."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import bold, plain, table
from metrics.catalog import Metric
from metrics.value import about
from metrics.words import Words


def show_published(metric: Metric, _: Words) -> None:
    """The studies that speak of the metric, the strongest design first, or that there is none."""
    st.markdown(bold(_("What others found")))
    found = about(metric.name)
    if not found:
        st.markdown(plain(_("Nothing published that we saw: only these data, or judgement.")))
        return
    grades = {"source": _("source"), "secondary": _("second hand")}
    rows = [(plain(study.name), plain(_(study.design)), plain(_(study.finding)), plain(_(study.source)),
             grades[study.grade]) for study in found]
    st.markdown(table([_("Study"), _("Design"), _("Finding"), _("Where"), _("Kind of source")], rows, right=9))

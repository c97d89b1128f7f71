"""What others found about a metric: published figures with their design, beside the company's own
and never in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.markdown import bold, plain, table
from metrics.catalog import Metric
from metrics.i18n import N_, Locale
from metrics.value import Study, studies_about

ONLY_COMPARED = N_(
    "We found no published causal evidence on this. The studies below compare people who had a "
    "mentor with people who had none, as the simple average does."
)
NOTHING_CAUSAL = N_(
    "We found no published causal evidence on this. There are only your own data and judgement."
)


def none_causal(found: Sequence[Study], _: Locale) -> str:
    """What to say where none of the studies can tell cause from effect; empty where one can."""
    if not found:
        return _(NOTHING_CAUSAL)
    if any(study.causal for study in found):
        return ""
    return _(ONLY_COMPARED)


def show_published(metric: Metric, _: Locale) -> None:
    """The studies that speak of the metric, the strongest design first, or that there is none."""
    st.markdown(bold(_("Published research")))
    found = studies_about(metric.name)
    if says := none_causal(found, _):
        st.markdown(plain(says))
    if not found:
        return
    grades = {"source": _("source"), "secondary": _("secondary source")}
    rows = [
        (
            plain(study.name),
            plain(_(study.design)),
            plain(_(study.finding)),
            plain(_(study.source)),
            grades[study.grade],
        )
        for study in found
    ]
    st.markdown(
        table([_("Study"), _("Design"), _("Finding"), _("Where"), _("Source type")], rows, right=9)
    )

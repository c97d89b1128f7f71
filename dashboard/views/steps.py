"""Step by step: every table on the way to a number, what a row of it is, how many there are, and
its SQL.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text import quantities
from metrics.catalog import Metric
from metrics.scope import Scope


def show_steps(context: PageContext, metric: Metric, scope: Scope) -> None:
    """A fold that is worked out when it is opened. The SQL is the file as it runs, in English for
    every reader.
    """
    _ = context.locale
    fold = st.expander(
        _("How it is calculated, step by step"),
        icon=":material/database:",
        on_change="rerun",
        key="steps",
    )
    if not fold.open:
        return
    with fold:
        for number, step in enumerate(queries.steps(context.company, metric.name, scope), start=1):
            rows = _("rows: {n}", n=quantities.count(step.rows, _))
            st.markdown(f"{number}\\. {bold(step.name)}: {plain(rows)}")
            st.code(step.sql, language="sql")

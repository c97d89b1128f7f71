"""Where an effect is found: the answer of each category, and why some have none."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures import forest_plot
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text
from metrics.catalog import Metric
from metrics.disclosure import MAX_FILTERS, ReleasedAnswer
from metrics.i18n import N_
from metrics.scope import Scope

WHERE = N_("Where")


def show_groups(context: PageContext, metric: Metric, scope: Scope) -> dict[str, ReleasedAnswer]:
    """The picture and its notes; the answers by the category's name, for the download. None beside
    as many filters as can be asked.
    """
    _ = context.locale
    if len(scope.where) >= MAX_FILTERS:
        return {}
    found = queries.answers_by(context.company, metric.name, "category", scope)
    named = {context.name("category", value): one for value, one in found.items()}
    if not named:
        return {}
    st.subheader(plain(_(WHERE)), anchor=False)
    if any(one.estimate for one in named.values()):
        show_chart(forest_plot(named, _), _, key="groups")
        if any(one.adjusted for one in named.values()):
            st.caption(
                plain(
                    _(
                        "The intervals are wider than for one category alone, because "
                        "several are tested together (Holm)."
                    )
                )
            )
    untold = {name: one for name, one in named.items() if one.estimate is None}
    for name, one in untold.items():
        st.caption(f"{bold(name)}: {plain(' '.join(answer_text.no_estimate_reasons(one, _)))}")
    return named

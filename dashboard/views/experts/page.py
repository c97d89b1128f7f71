"""The page: the answer, the picture beside it, and what was learned from the experts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures.funnel_plot import funnel_plot
from dashboard.figures.score_funnel import score_funnel
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text.expert_text import (
    ExpertResults,
    caption,
    expert_sentence,
    headline,
    method_lines,
)
from dashboard.views.empty_states import link_to_data
from dashboard.views.experts.practices import show_practices
from dashboard.views.purpose import ask_purpose
from metrics.disclosure import ReleasedScores
from metrics.i18n import N_

CUSTOMERS_RETAINED = N_("Customers retained")
QUESTION = N_("Who retains more customers than expected, perhaps without knowing why?")


def show(context: PageContext) -> None:
    """Show the experts by the measure that the reader chose, and the practices."""
    _ = context.locale
    known = queries.experts(context.company)
    measures = [measure for measure in known if measure]
    first = "" if "" in known else next(iter(measures), "")
    found = known.get(_choose(context, measures, first=first), known.get(""))
    person_ids: tuple[str, ...] = ()
    if found is None:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.info(
            plain(
                _(
                    "Not known: no lost customer has an account manager in the staff table. "
                    "Enter in the customers table who looks after which customer, from when "
                    "and until when."
                )
            ),
            icon=":material/info:",
        )
        link_to_data(context)
    else:
        person_ids = _found(context, found)
    show_practices(context, person_ids)


def _choose(context: PageContext, measures: Sequence[str], *, first: str) -> str:
    """Return the measure that the reader chose, "" for customers retained."""
    _ = context.locale
    if not measures:
        return ""
    return st.segmented_control(
        _("Measure"),
        ["", *measures],
        format_func=lambda name: plain(name or _(CUSTOMERS_RETAINED)),
        default=first,
        key="by_measure",
        required=True,
    )


def _found(context: PageContext, found: ExpertResults) -> tuple[str, ...]:
    """Show the chart and its sentences; return the person numbers that this reader opened."""
    _ = context.locale
    context.head.title(plain(headline(found, _)), anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_chart(
            score_funnel(found, _) if isinstance(found, ReleasedScores) else funnel_plot(found, _),
            _,
            key="funnel",
        )
        st.caption(plain(caption(found, _)))
    with right:
        for one in found.experts:
            st.markdown(plain(expert_sentence(one, found, _)))
        names = (
            ask_purpose(
                context,
                f"reveal{found.measure}",
                _("Who is the hidden expert?"),
                _("Show names"),
                partial(context.company.name_experts, found.measure),
            )
            if found.experts
            else None
        )
        if names:
            st.success(
                plain(
                    _(
                        "Person number: {names}. This view has been logged.",
                        names=", ".join(names.person_ids),
                    )
                )
            )
        for line in method_lines(found, _):
            st.markdown(plain(line))
    return names.person_ids if names else ()

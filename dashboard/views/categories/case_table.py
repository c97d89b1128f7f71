"""A category's case: what is at stake, the effect, who can mentor, the cost, what is unknown."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.metric.evidence import none_causal
from metrics.i18n import N_
from metrics.priorities import CRITERIA, URGENCY, BusinessCase

CASE_OF_BROADER = N_("Case for {category}, the broader category")
CASE = N_("Case for {category}")


def show_case(context: PageContext, case: BusinessCase, *, part: bool) -> None:
    """Show the case as a table, with what others published and links to its cost.

    `part`: the reader looks at a narrower category than the one of the case.
    """
    _ = context.locale
    name = case.category.name(_.language)
    st.subheader(plain(_(CASE_OF_BROADER if part else CASE, category=name)), anchor=False)
    rows = []
    for criterion in (one.name for one in CRITERIA if one.name != URGENCY):
        value, between, says = priority_text.criterion_row(case, criterion, _)
        figure = f"{value} ({between})" if between else value
        rows.append(
            (plain(_(priority_text.CRITERION_TITLES[criterion])), plain(figure), plain(says))
        )
    st.markdown(table(["", _("Figure"), _("Where it comes from")], rows, right=9))
    if says := none_causal(case.studies, _):
        st.caption(plain(says))
    for study in case.studies:
        st.caption(
            plain(f"{study.name}: {_(study.finding)} ({_(study.design)}; {_(study.source)})")
        )
    with st.container(horizontal=True):
        st.page_link(
            context.pages["rewards"],
            label=_("Set a reward"),
            icon=":material/payments:",
            query_params={"category": case.category.code},
        )
        st.page_link(
            context.pages["experts"], label=_("Hidden experts"), icon=":material/person_search:"
        )
        st.page_link(
            context.pages["portfolio"],
            label=_("Plan within a budget"),
            icon=":material/account_balance:",
        )
        st.page_link(
            context.pages["retention"],
            label=_("See the effect so far"),
            icon=":material/fact_check:",
            query_params={"category": case.category.code},
        )

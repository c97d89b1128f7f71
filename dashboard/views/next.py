"""Where next and what to pay there, on the first page: found beside the page, which does not
wait.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.pay import show_what_to_pay
from metrics.i18n import Locale
from metrics.priorities import STAKE, BusinessCase, Ranked

MOST = 3


@st.fragment(parallel=True)
def show_next(context: PageContext) -> None:
    """The three categories that earned it, with a link to each and to all, and what to pay in the
    first.
    """
    _ = context.locale
    st.subheader(plain(_("Top categories")), anchor=False)
    company = context.company
    found = {one.category.code: one for one in queries.business_cases(company, {})}
    ranking = queries.rank_categories(company, {}, {})
    names = {code: one.category.name(_.language) for code, one in found.items()}
    if not ranking.swing_weights:
        st.markdown(
            plain(
                _(
                    "Nothing can be compared yet. The amount at stake must be known for two "
                    "categories."
                )
            )
        )
    for place, one in zip(
        st.columns(MOST), ranking.ranked[:MOST] if ranking.swing_weights else (), strict=False
    ):
        with place.container(border=True, height="stretch", gap="xsmall"):
            st.page_link(
                context.pages["categories"],
                label=plain(names[one.name]),
                icon=":material/arrow_forward:",
                query_params={"category": one.name},
            )
            st.markdown(plain(_stake(found[one.name], _)))
            st.caption(plain(_often(one, _)))
            if priority_text.mostly_ease(one):
                st.caption(plain(_("Over half of its score comes from ease.")))
    if ranking.least_resistance:
        st.caption(plain(next(priority_text.cautions(ranking, names, _))))
    st.page_link(
        context.pages["categories"],
        label=_("See all categories and set weights"),
        icon=":material/tune:",
    )
    show_what_to_pay(context, [one.name for one in ranking.ranked], company.plan_basis)


def _stake(case: BusinessCase, _: Locale) -> str:
    if case.figures[STAKE] is None:
        return _("The amount at stake is not known.")
    return _("{money} at stake per year", money=priority_text.criterion_row(case, STAKE, _)[0])


def _often(one: Ranked, _: Locale) -> str:
    return _(
        "ranks first under {often} of weightings", often=priority_text.first_place_share(one, _)
    )

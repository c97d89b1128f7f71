"""The categories in the order in which they earned attention, and how far that order can be
trusted.
"""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_chart, show_download
from dashboard.figures import RankingBar, ranking_chart
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from metrics.i18n import N_
from metrics.priorities import CRITERIA, BusinessCase, Ranking

LEFT_OUT = N_(
    "Not counted, because it is known for fewer than two categories or equal for all: {names}."
)
HOW_OFTEN = N_(
    "How often each category ranks first across {n} equally likely weightings. The two shares "
    "assume that unknown values turn out at their worst and at their best for it."
)


def show_ranked(context: PageContext, found: tuple[BusinessCase, ...], ranking: Ranking) -> None:
    """Chart, links, table and what would change the order."""
    _ = context.locale
    names = {one.category.code: one.category.name(_.language) for one in found}
    context.head.title(plain(priority_text.headline(ranking, names, _)), anchor=False)
    st.markdown(
        plain(
            _(
                (HOW_OFTEN),
                n=_.number(ranking.draws),
            )
        )
    )
    left, right = st.columns([6, 5], gap="large")
    with left:
        shown = [
            RankingBar(
                names[one.name],
                one.score,
                one.best_possible,
                priority_text.first_place_share(one, _),
            )
            for one in ranking.ranked
        ]
        show_chart(ranking_chart(shown, _), _, key="scores")
        st.caption(
            plain(
                _(
                    "Each criterion is scored on a straight line from the worst category (0) "
                    "to the best (100). The outline shows what unknown values could add at "
                    "best."
                )
            )
        )
    with right:
        st.subheader(plain(_("Check first")), anchor=False)
        for says in priority_text.cautions(ranking, names, _):
            st.markdown(f"- {plain(says)}")
        if lightly := [names[one.name] for one in ranking.ranked if priority_text.mostly_ease(one)]:
            st.caption(
                plain(
                    _(
                        "Over half of the score comes only from ease: {names}.",
                        names=", ".join(lightly),
                    )
                )
            )
        if ranking.left_out:
            st.caption(
                plain(
                    _(
                        (LEFT_OUT),
                        names=", ".join(
                            _(priority_text.CRITERION_NOUNS[name]) for name in ranking.left_out
                        ),
                    )
                )
            )
    by_name = {one.category.code: one for one in found}
    header = [_("Category"), *(_(priority_text.CRITERION_TITLES[one.name]) for one in CRITERIA)]
    rows = [
        [
            names[one.name],
            *(priority_text.criterion_row(by_name[one.name], c.name, _)[0] for c in CRITERIA),
        ]
        for one in ranking.ranked
    ]
    st.markdown(
        table(header, [[plain(cell).replace(" ", "\u00a0") for cell in row] for row in rows])
    )
    show_download(context, "categories", header, rows)

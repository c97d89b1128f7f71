"""The page: all categories in their order, or the one that stands in the URL."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart, show_download
from dashboard.figures import RankingBar, ranking_chart
from dashboard.markdown import plain, table
from dashboard.session import url_state
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.text.priority_text import CRITERION_TITLES, criterion_figure
from dashboard.views.categories.category import show_category
from dashboard.views.categories.drilldown_state import steps_to
from metrics.company import CategoryEvidence
from metrics.i18n import N_
from metrics.priorities import CRITERIA, URGENCY, BusinessCase, Ranking

NO_SUCH_CATEGORY = N_("There is no category '{value}'. All categories are shown.")
QUESTION = N_("Which category should you start with?")


def show(context: PageContext) -> None:
    """Show the ranking, or the category that the URL names."""
    _ = context.locale
    of = context.company.category_evidence
    asked = url_state.parameter("category")
    one = of.tree.get(asked)
    if asked and one is None:
        st.info(
            plain(_(NO_SUCH_CATEGORY, value=asked[:40])),
            icon=":material/info:",
        )
    if one is not None:
        show_category(context, of, one)
        return
    names = {each.code: each.name(_.language) for each in of.tree.in_use()}
    if not names:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.info(
            plain(
                _(
                    "Neither the pairings table nor the categories table names a category, "
                    "so there is nothing to compare yet. The most common categories are:"
                )
            ),
            icon=":material/info:",
        )
        with st.container(horizontal=True):
            steps_to({each.code: each.name(_.language) for each in of.tree.broad_categories()})
        return
    place = st.container()
    below = st.container()
    with below:
        points, urgency = ask_weights(context, of)
    with place:
        found = queries.business_cases(context.company, urgency)
        with st.container(horizontal=True):
            steps_to(names)
        show_ranked(context, found, queries.rank_categories(context.company, points, urgency))


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


POINTS = 100
USUAL = 50
MOST_URGENT = 10


def ask_weights(
    context: PageContext, of: CategoryEvidence
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the points per criterion and the urgency per category that the reader set."""
    _ = context.locale
    with st.expander(_("Weights"), icon=":material/tune:", key="weighing"):
        left, right = st.columns([3, 2], gap="large")
        with right:
            urgency = _urgency(context, of)
        with left:
            points = _points(context, urgency)
    return points, urgency


def _urgency(context: PageContext, of: CategoryEvidence) -> dict[str, float]:
    _ = context.locale
    found = {}
    st.markdown(
        plain(
            _(
                (
                    "How urgent is each category for you, from 0 to {most}? A category that "
                    "you leave empty gets no urgency score."
                ),
                most=MOST_URGENT,
            )
        )
    )
    for one in of.tree.in_use():
        said = st.number_input(
            one.name(_.language),
            0,
            MOST_URGENT,
            None,
            1,
            key=f"urgency_{one.code}",
            bind="query-params",
            placeholder=_("not entered"),
        )
        if said is not None:
            found[one.code] = float(said)
    return found


def _points(context: PageContext, urgency: dict[str, float]) -> dict[str, float]:
    """Show a slider per criterion that can count, each with its worst and best value."""
    _ = context.locale
    points: dict[str, float] = {}
    st.markdown(
        plain(
            _(
                "Give 100 to the step from worst to best that matters most to you. Give "
                "every other step a weight relative to it."
            )
        )
    )
    for swing in queries.rank_categories(context.company, {}, urgency).swing_weights:
        name = swing.criterion.name
        label = _(
            "{criterion}: from {worst} to {best}",
            criterion=_(CRITERION_TITLES[name]),
            worst=criterion_figure(name, swing.worst, _),
            best=criterion_figure(name, swing.best, _),
        )
        points[name] = st.slider(
            plain(label), 0, POINTS, USUAL, 5, key=f"weight_{name}", bind="query-params"
        )
    if not points:
        st.caption(plain(_("There is nothing to compare yet.")))
    if URGENCY not in points:
        st.caption(
            plain(_("Urgency counts once you enter different values for at least two categories."))
        )
    return points

"""The best use of a budget: which categories, with which reward; what comes next, and why the
others lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures import frontier_chart
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import current_comparison
from dashboard.text import plan_text
from dashboard.views.choice import (
    downside_line,
    headline,
    say_smallest,
    show_chosen,
    show_losers,
    show_next,
)
from dashboard.views.portfolio.asked import ask
from metrics.i18n import N_
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.portfolio import Choice
from metrics.rewards import Scenario, todays_plan

NO_PLAN = N_(
    "No pairing started in the last twelve months. Start a plan under Rewards to choose from "
    "its categories here."
)
QUESTION = N_("What is the best use of a budget?")
POINTS = 12
HALF = 460  # pixels: on a narrower screen the picture stands below the table


def show(context: PageContext) -> None:
    """The page."""
    _ = context.locale
    basis = context.company.plan_basis
    today = replace(todays_plan(basis.facts), name=_(plan_text.FIXED_PLANS["today"]))
    comparison, _whole = current_comparison(today)
    if not today.categories:
        st.info(
            plain(_(NO_PLAN)),
            icon=":material/info:",
        )
        st.page_link(context.pages["rewards"], label=_("Go to the plan"), icon=":material/balance:")
    begun = next(
        (one for one in (comparison.scenario, *comparison.all.values()) if one.categories), None
    )
    if today.categories or begun:
        _page(context, basis, today if today.categories else begun, context.head.empty())
    else:
        context.head.title(plain(_(QUESTION)), anchor=False)


@st.fragment
def _page(context: PageContext, basis: PlanBasis, today: Scenario, head: Any) -> None:
    beneath = st.empty()
    menu, budget, most = ask(context, basis, today)
    choice = queries.optimise(basis, menu, budget)
    head.title(plain(headline(choice, context.locale)), anchor=False)
    beneath.markdown(plain(downside_line(choice, context.locale)))
    halves = st.grid(2, min_column_width=HALF, gap="large")
    with halves.cell():
        show_chosen(context, choice, menu.scenario)
        say_smallest(context, choice, queries.smallest_budget(basis, menu))
        show_next(context, menu, budget, basis)
    with halves.cell():
        _show_frontier(context, menu, choice, most, basis)
    show_losers(context, menu, budget, basis)


def _show_frontier(
    context: PageContext, menu: OptimisationRequest, choice: Choice, most: int, basis: PlanBasis
) -> None:
    """What every budget would leave, from nothing to the most that can be spent."""
    _ = context.locale
    budgets = tuple(
        sorted({float(most * part // POINTS) for part in range(POINTS + 1)} | {choice.budget})
    )
    points = [(one.budget, max(one.value, 0.0)) for one in queries.frontier(basis, menu, budgets)]
    show_chart(
        frontier_chart(points, (choice.budget, max(choice.value, 0.0)), _), _, key="frontier"
    )
    st.caption(
        plain(
            _(
                "Best choice at each budget. Excludes the costs that all categories share: "
                "the coordinator and one-off costs."
            )
        )
    )

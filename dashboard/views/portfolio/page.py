"""The best use of a budget: which categories, with which reward; what comes next, and why the
others lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import plans
from dashboard.board import current
from dashboard.choices import Menu, choice_of, frontier_of, smallest_of
from dashboard.decisions import Basis, basis_of
from dashboard.figures import frontier
from dashboard.pieces import chart
from dashboard.texts import plain
from dashboard.views.choice import (
    headline,
    range_of,
    say_smallest,
    show_chosen,
    show_losers,
    show_next,
)
from dashboard.views.portfolio.asked import ask
from dashboard.visit import Visit
from metrics.i18n import N_
from metrics.portfolio.choice import Choice
from metrics.rewards import Scenario
from metrics.rewards.scenario import todays_plan

QUESTION = N_("What is the best use of a budget?")
POINTS = 12
HALF = 460  # pixels: on a narrower screen the picture stands below the table


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    basis = basis_of(visit.snapshot, visit.version)
    today = replace(todays_plan(basis.facts.facts), name=_(plans.FIXED["today"]))
    board, _whole = current(today)
    if not today.categories:
        st.info(
            plain(
                _(
                    "No pairing started in the last twelve months. Start a plan under "
                    "Rewards to choose from its categories here."
                )
            ),
            icon=":material/info:",
        )
        st.page_link(visit.pages["rewards"], label=_("Go to the plan"), icon=":material/balance:")
    begun = next((one for one in (board.scenario, *board.all.values()) if one.categories), None)
    if today.categories or begun:
        _page(visit, basis, today if today.categories else begun, visit.head.empty())
    else:
        visit.head.title(plain(_(QUESTION)), anchor=False)


@st.fragment
def _page(visit: Visit, basis: Basis, today: Scenario, head: Any) -> None:
    beneath = st.empty()
    menu, budget, most = ask(visit, basis, today)
    choice = choice_of(menu, budget, basis).known
    head.title(plain(headline(choice, visit.words)), anchor=False)
    beneath.markdown(plain(range_of(choice, visit.words)))
    halves = st.grid(2, min_column_width=HALF, gap="large")
    with halves.cell():
        show_chosen(visit, choice, menu.scenario)
        say_smallest(visit, choice, smallest_of(menu, basis))
        show_next(visit, menu, budget, basis)
    with halves.cell():
        _show_frontier(visit, menu, choice, most, basis)
    show_losers(visit, menu, budget, basis)


def _show_frontier(visit: Visit, menu: Menu, choice: Choice, most: int, basis: Basis) -> None:
    """What every budget would leave, from nothing to the most that can be spent."""
    _ = visit.words
    budgets = tuple(
        sorted({float(most * part // POINTS) for part in range(POINTS + 1)} | {choice.budget})
    )
    points = [
        (one.known.budget, max(one.known.value, 0.0)) for one in frontier_of(menu, budgets, basis)
    ]
    chart(frontier(points, (choice.budget, max(choice.value, 0.0)), _), _, key="frontier")
    st.caption(
        plain(
            _(
                "Best choice at each budget. Excludes the costs that all categories share: "
                "the coordinator and one-off costs."
            )
        )
    )

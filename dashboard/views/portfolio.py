"""The best use of a budget: which categories, with which reward; what comes next, and why the others lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import plans
from dashboard.board import current
from dashboard.decisions import Basis, Menu, basis_of, choice_of, dearest, free_space_left, frontier_of, smallest_of
from dashboard.figures import frontier
from dashboard.pieces import chart
from dashboard.scenarios import LARGEST
from dashboard.texts import plain
from dashboard.views.choice import REWARDS, headline, say_smallest, show_chosen, show_losers, show_next
from dashboard.views.nothing import show_nothing
from dashboard.visit import Visit
from metrics.decide import CategoryPlan, Scenario
from metrics.decide.measured import todays_plan

POINTS, STEP, BAD_CASES = 12, 500, 0.5
MOST_PAIRINGS = 500


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    question = _("What is the best use of a budget?")
    if visit.snapshot is None:
        show_nothing(visit, question)
        return
    basis = basis_of(visit.snapshot, visit.version)
    today = replace(todays_plan(basis.facts.facts), name=_(plans.FIXED["today"]))
    if not today.categories:
        visit.head.title(plain(question), anchor=False)
        st.info(plain(_("No pairing started in the last twelve months, so there is nothing to choose from yet.")),
                icon=":material/info:")
        return
    current(today)
    _page(visit, basis, today, visit.head.empty())


@st.fragment
def _page(visit: Visit, basis: Basis, today: Scenario, head: Any) -> None:
    _ = visit.words
    menu, budget, most = _asked(visit, basis, today)
    choice = choice_of(menu, budget, basis).known
    head.title(plain(headline(choice, _)), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        show_chosen(visit, choice, menu.scenario)
        say_smallest(visit, choice, smallest_of(menu, basis))
        show_next(visit, menu, budget, basis)
    with right:
        budgets = tuple(sorted({float(most * part // POINTS) for part in range(POINTS + 1)} | {float(budget)}))
        points = [(one.known.budget, max(one.known.value, 0.0)) for one in frontier_of(menu, budgets, basis)]
        chart(frontier(points, (budget, max(choice.value, 0.0)), _), _, key="frontier")
        st.caption(plain(_("The best choice at every budget. Without what all categories share: the coordinator and "
                           "one-off costs.")))
    show_losers(visit, menu, budget, basis)


def _asked(visit: Visit, basis: Basis, today: Scenario) -> tuple[Menu, int, int]:
    """What the reader asks: what can be bought within which limits, the budget, and the most that can be spent."""
    _ = visit.words
    first, fold = st.container(), st.expander(_("Free space, and how many pairings each category may have"))
    with fold:
        menu = _offered(visit, basis, today)
    fixed = replace(menu, between=())  # the slider never grows shorter than the budget that was chosen on it
    most = int(-(-max(dearest(menu, basis), dearest(fixed, basis)) // STEP) * STEP) or STEP
    places = first.columns([5, 2, 2, 3], vertical_alignment="bottom", gap="medium")
    budget = places[0].slider(_("Budget for rewards, euros in cash"), 0, most, most // 2 // STEP * STEP, STEP,
                              key="budget", bind="query-params")
    hours = places[1].number_input(_("Mentor hours at most"), min_value=0, value=None, step=50, key="hours",
                                   placeholder=_("no limit"), bind="query-params")
    liability = places[2].number_input(
        _("Precedent at most, euros"), min_value=0, value=None, step=1_000, key="precedent", bind="query-params",
        placeholder=_("no limit"), help=_("What all rewards together may come to cost if they became rights."))
    careful = places[3].toggle(_("Mind the bad cases"), key="careful", bind="query-params", help=_(
        "Counts half for what is left on average and half for what is left in the worst tenth of the draws."))
    limits = {"free_space": free_space_left(menu.scenario, basis), "hours": hours, "liability": liability}
    limits = tuple((name, float(most)) for name, most in limits.items() if most is not None)
    return replace(menu, limits=limits, tail=BAD_CASES if careful else 0.0), budget, most


def _offered(visit: Visit, basis: Basis, today: Scenario) -> Menu:
    """What can be bought: today's categories with every reward, the free space left to them, and their pairings."""
    _ = visit.words
    used = st.number_input(
        _("Free space that other things use, euros a year"), min_value=0.0, max_value=LARGEST, value=None, step=1_000.0,
        format="%g", key="space_used", bind="query-params",
        placeholder=_("as the company says: {amount}", amount=_.money(basis.facts.facts.free_space_used)))
    st.caption(plain(_("Pairings a year: without a number those of today. A least above zero means that the category "
                       "has to be chosen.")))
    between = [_between(visit, plan) for plan in today.categories]
    return Menu(replace(today, free_space_used=used), tuple((name, plan) for name, (_label, plan) in REWARDS.items()),
                between=tuple(one for one in between if one))


def _between(visit: Visit, plan: CategoryPlan) -> tuple[str, int, int] | None:
    """The category with the least and the most pairings, where the reader asks for any."""
    _, name = visit.words, visit.name("category", plan.category)
    places = st.columns(2)
    least, most = (place.number_input(
        label, min_value=0, max_value=MOST_PAIRINGS, value=None, step=1, key=f"{end}_{plan.category}",
        placeholder=_.number(plan.pairings), bind="query-params")
        for place, end, label in zip(places, ("least", "most"), (
            _("{category}: at least", category=name), _("{category}: at most", category=name)), strict=True))
    if least is None and most is None:
        return None
    low, high = least or 0, max(plan.pairings, least or 0) if most is None else most
    if low > high or not high:
        st.error(plain(_("{category}: the least, {low}, and the most, {high}, must be in that order, and the most "
                         "above zero; today's pairings are taken.", category=name, low=low, high=high)),
                 icon=":material/error:")
        return None
    return plan.category, low, high

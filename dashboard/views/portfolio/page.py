"""The portfolio page: the best use of a budget over the categories of a plan.

A change redraws only this page's fragment.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries
from dashboard.components import show_chart, show_verdict_lines, titled
from dashboard.figures import frontier_chart
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import PlanComparison, current_comparison, todays_plan
from dashboard.text.portfolio_text import downside_line, headline
from dashboard.views.portfolio.budget_form import BudgetQuestion, show_budget_form
from dashboard.views.portfolio.choice import (
    as_plan,
    show_choice,
    show_extra_budget,
    show_rejected_options,
    show_smallest_budget,
)
from metrics.disclosure import verdict_sentences
from metrics.evaluate import CONTRADICTED
from metrics.i18n import N_
from metrics.plan_basis import PlanBasis
from metrics.portfolio import Choice
from metrics.rewards import Scenario

NO_PLAN = N_(
    "No pairing started in the last twelve months. Start a plan under Rewards to choose from "
    "its categories here."
)
QUESTION = N_("What is the best use of a budget?")
FRONTIER_STEPS = 12
NARROWEST_HALF = 460  # pixels; on a narrower screen the chart comes below the table


def show(context: PageContext) -> None:
    """Show the page for today's plan; where nothing runs, for the first plan with categories."""
    _ = context.locale
    basis = context.company.plan_basis
    today = todays_plan(basis, _)
    comparison, _complete = current_comparison(today)
    if not today.categories:
        st.info(plain(_(NO_PLAN)), icon=":material/info:")
        st.page_link(context.pages["rewards"], label=_("Go to the plan"), icon=":material/balance:")
    scenario = today if today.categories else _first_with_categories(comparison)
    if scenario is None:
        context.head.title(plain(_(QUESTION)), anchor=False)
    else:
        _show_portfolio(context, basis, scenario, context.head.empty())


def _first_with_categories(comparison: PlanComparison) -> Scenario | None:
    """Return the plan shown, else the first other one, that has a category."""
    plans = (comparison.scenario, *comparison.all.values())
    return next((plan for plan in plans if plan.categories), None)


@st.fragment
def _show_portfolio(
    context: PageContext, basis: PlanBasis, scenario: Scenario, head: DeltaGenerator
) -> None:
    subheading = st.empty()
    question = show_budget_form(context, basis, scenario)
    request = question.request
    budget = question.budget
    choice = queries.optimise(basis, request, budget)
    _show_title(context, basis, choice, request.scenario, head)
    subheading.markdown(plain(downside_line(choice, context.locale)))
    halves = st.grid(2, min_column_width=NARROWEST_HALF, gap="large")
    with halves.cell():
        show_choice(context, choice, request.scenario)
        show_smallest_budget(context, choice, queries.smallest_budget(basis, request))
        show_extra_budget(context, basis, request, budget)
    with halves.cell():
        _show_frontier(context, basis, question, choice)
    show_rejected_options(context, basis, request, budget)


def _show_title(
    context: PageContext,
    basis: PlanBasis,
    choice: Choice,
    scenario: Scenario,
    head: DeltaGenerator,
) -> None:
    """Show what the budget buys, and the verdict on the plan that this makes.

    Where nothing is chosen, that is the plan that the options were made from.
    """
    _ = context.locale
    plan = as_plan(choice, scenario, scenario.name) if choice.chosen else scenario
    verdict = queries.appraise(basis, plan).verdict
    title = headline(choice, verdict, _)
    told = verdict if choice.chosen or (verdict and verdict.word == CONTRADICTED) else None
    head.title(titled(title, told, _), anchor=False)
    if told and told.reasons:
        show_verdict_lines(told, verdict_sentences(told, _, context.names))


def _show_frontier(
    context: PageContext, basis: PlanBasis, question: BudgetQuestion, choice: Choice
) -> None:
    """Show the net result of the best choice at each budget, from zero to the largest."""
    _ = context.locale
    choices = queries.frontier(basis, question.request, _frontier_budgets(question))
    # Where no choice meets the limits, the net result is that of doing nothing.
    points = [(each.budget, max(each.value, 0.0)) for each in choices]
    chosen = (choice.budget, max(choice.value, 0.0))
    show_chart(frontier_chart(points, chosen, _), _, key="frontier")
    st.caption(
        plain(
            _(
                "Best choice at each budget. Excludes the costs that all categories share: "
                "the coordinator and one-off costs."
            )
        )
    )


def _frontier_budgets(question: BudgetQuestion) -> tuple[float, ...]:
    """Return equal steps from zero to the largest budget, and the budget chosen."""
    steps = range(FRONTIER_STEPS + 1)
    budgets = {float(question.largest * step // FRONTIER_STEPS) for step in steps}
    return tuple(sorted(budgets | {float(question.budget)}))

"""The form of the portfolio page: the budget, its limits, and the pairings of each category.

Every field is a plain number or switch, so it is bound to the URL by `bind="query-params"`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_links import LARGEST_AMOUNT
from dashboard.views.portfolio.choice import REWARD_OPTIONS
from metrics.i18n import Locale
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.rewards import CategoryPlan, Scenario

BUDGET_STEP = 500  # euros
DOWNSIDE_WEIGHT = 0.5  # of the worst outcomes, where the reader asks to weigh them
MOST_PAIRINGS = 500  # a year in one category


@dataclass(frozen=True)
class BudgetQuestion:
    """What the reader asks: the request, the budget and the largest one of the slider, in euros."""

    request: OptimisationRequest
    budget: int
    largest: int


def show_budget_form(context: PageContext, basis: PlanBasis, scenario: Scenario) -> BudgetQuestion:
    """Show the form for the categories of a plan, and return what the reader asks."""
    _ = context.locale
    form = st.container()
    with st.expander(_("Free space, and pairing limits per category")):
        request = _show_options(context, basis, scenario)
    largest = _largest_budget(basis, request)
    grid = form.grid(4, min_column_width=220, vertical_alignment="bottom", gap="medium")
    budget = grid.slider(
        _("Cash budget for rewards"),
        0,
        largest,
        largest // 2 // BUDGET_STEP * BUDGET_STEP,
        BUDGET_STEP,
        "€ %d",
        key="budget",
        bind="query-params",
    )
    limits = {"free_space": basis.free_space_left(request.scenario)} | _show_limits(grid, _)
    weigh_downside = grid.toggle(
        _("Weigh the downside"),
        key="careful",
        bind="query-params",
        help=_(
            "Gives equal weight to the average net result and to the average in the worst "
            "tenth of outcomes."
        ),
    )
    request = replace(
        request,
        limits=tuple(limits.items()),
        tail=DOWNSIDE_WEIGHT if weigh_downside else 0.0,
    )
    return BudgetQuestion(request, budget, largest)


def _largest_budget(basis: PlanBasis, request: OptimisationRequest) -> int:
    """Return the end of the slider: the dearest choice, rounded up to a step.

    It does not fall below that of the plan's own pairings, so that fewer pairings do not cut off a
    budget that was chosen.
    """
    with_own_pairings = replace(request, pairings=())
    largest = max(
        queries.largest_budget(basis, request), queries.largest_budget(basis, with_own_pairings)
    )
    return max(ceil(largest / BUDGET_STEP), 1) * BUDGET_STEP


def _show_limits(grid: DeltaGenerator, _: Locale) -> dict[str, float]:
    """Show the limits that a reader may set, and return those that are set."""
    hours = grid.number_input(
        _("Maximum mentor hours"),
        min_value=0,
        value=None,
        step=50,
        key="hours",
        placeholder=_("no limit"),
        bind="query-params",
    )
    liability = grid.number_input(
        _("Maximum precedent liability, euros"),
        min_value=0,
        value=None,
        step=1_000,
        key="precedent",
        placeholder=_("no limit"),
        bind="query-params",
        help=_(
            "Limits the precedent liability of all rewards together: the expected cost of "
            "their becoming entitlements (probability × cost per year × years)."
        ),
    )
    limits = {"hours": hours, "liability": liability}
    return {name: float(most) for name, most in limits.items() if most is not None}


def _show_options(
    context: PageContext, basis: PlanBasis, scenario: Scenario
) -> OptimisationRequest:
    """Show the free space and the pairings, and return the options: every reward per category."""
    _ = context.locale
    company_setting = _.money(basis.facts.free_space_used)
    free_space_used = st.number_input(
        _("Free space used for other purposes, euros per year"),
        min_value=0.0,
        max_value=LARGEST_AMOUNT,
        value=None,
        step=1_000.0,
        format="%g",
        key="space_used",
        bind="query-params",
        placeholder=_("company setting: {amount}", amount=company_setting),
    )
    st.caption(
        plain(
            _(
                "Pairings per year: leave empty to use the numbers of the plan ({plan}). "
                "A minimum above zero means that the category must be chosen.",
                plan=scenario.name,
            )
        )
    )
    pairings = [_show_pairings(context, plan) for plan in scenario.categories]
    return OptimisationRequest(
        replace(scenario, free_space_used=free_space_used),
        tuple((name, reward) for name, (_label, reward) in REWARD_OPTIONS.items()),
        pairings=tuple(limits for limits in pairings if limits),
    )


def _show_pairings(context: PageContext, plan: CategoryPlan) -> tuple[str, int, int] | None:
    """Show the minimum and maximum of pairings in a category, and return them with its code.

    None where the reader sets neither, or where they contradict each other: an error says so.
    """
    _ = context.locale
    name = context.name("category", plan.category)
    labels = {
        "least": _("{category}: minimum", category=name),
        "most": _("{category}: maximum", category=name),
    }
    minimum, maximum = (
        column.number_input(
            label,
            min_value=0,
            max_value=MOST_PAIRINGS,
            value=None,
            step=1,
            key=f"{end}_{plan.category}",
            placeholder=_.number(plan.pairings),
            bind="query-params",
        )
        for column, (end, label) in zip(st.columns(2), labels.items(), strict=True)
    )
    if minimum is None and maximum is None:
        return None
    low = minimum or 0
    high = max(plan.pairings, low) if maximum is None else maximum
    if low <= high and high > 0:
        return plan.category, low, high
    st.error(
        plain(
            _(
                "{category}: the minimum ({low}) must not exceed the maximum "
                "({high}), and the maximum must be above zero. The plan's numbers "
                "are used instead.",
                category=name,
                low=low,
                high=high,
            )
        ),
        icon=":material/error:",
    )
    return None

"""The way from a choice to a plan beside the others."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import keep_comparison, kept_comparison, with_category_plan
from dashboard.views.choice.rewards import REWARDS
from metrics.i18n import N_
from metrics.portfolio import Choice, ChosenOption
from metrics.rewards import Scenario

BEST_FOR = N_("Best for {budget}")


def amounts(choice: Choice) -> list[tuple[ChosenOption, tuple[float, float, float]]]:
    """Pairings, cash and net of each, with the pairings that are counted."""
    return [
        (
            one,
            (
                one.total("pairings"),
                one.total("cash"),
                one.total("net"),
            ),
        )
        for one in choice.chosen
    ]


def open_as_plan(context: PageContext, choice: Choice, scenario: Scenario) -> None:
    """A button that keeps the choice as a plan, and the way to it once that is kept."""
    _ = context.locale
    name = _(BEST_FOR, budget=_.money_short(choice.budget)).replace(
        "\xa0", " "
    )  # as a reader types it
    plan = _as_plan(choice, scenario, name)
    st.button(
        _("Add to plans"),
        icon=":material/add:",
        key="add_choice",
        disabled=kept_comparison().full,
        on_click=lambda: keep_comparison(kept_comparison().added(plan)),
        help=_("Adds this choice to the plans on the Rewards page."),
    )
    if plan.name in {one.name for one in kept_comparison().plans.values()}:
        st.page_link(
            context.pages["rewards"],
            label=_("View on the Rewards page"),
            icon=":material/arrow_forward:",
        )


def _as_plan(choice: Choice, scenario: Scenario, name: str) -> Scenario:
    """The choice as a scenario: only the categories that are chosen, each with its reward and its
    pairings.
    """
    chosen = {
        one.option.category: (REWARDS[one.option.plan][1], round(pairings))
        for one, (pairings, _cash, _net) in amounts(choice)
    }
    found = replace(scenario, name=name, categories=())
    for plan in scenario.categories:
        if plan.category in chosen:
            reward_plan, pairings = chosen[plan.category]
            found = with_category_plan(found, replace(plan, reward=reward_plan, pairings=pairings))
    return found

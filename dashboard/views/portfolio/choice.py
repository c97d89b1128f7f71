"""What a budget buys, what more money would change, and why the other options were not chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import queries
from dashboard.components import show_download
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import (
    keep_comparison,
    kept_comparison,
    with_category_plan,
)
from metrics.disclosure import filled
from metrics.i18n import N_, Locale
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.portfolio import CENT, Choice, ChosenOption
from metrics.rewards import RewardPlan, Scenario

# The rewards that can be chosen for a category: what each is called, and its terms
REWARD_OPTIONS = {
    "nothing": (N_("no reward"), RewardPlan()),
    "thanks": (N_("a public thank-you"), RewardPlan("recognition")),
    "lunch": (N_("a lunch of € 25"), RewardPlan("lunch", 25.0)),
    "gift": (N_("a gift of € 75"), RewardPlan("gift", 75.0)),
    "time_off": (N_("time off worth € 300"), RewardPlan("time_off", 300.0)),
    "bonus_500": (N_("a bonus of € 500"), RewardPlan("cash", 500.0)),
    "bonus_1000": (N_("a bonus of € 1,000"), RewardPlan("cash", 1_000.0)),
    "training": (N_("a paid training course of € 1,500"), RewardPlan("training", 1_500.0)),
}
TOTAL = N_("Total")
PAYS_WITHOUT = N_("At least one option pays even without a budget.")
SMALLEST_BUDGET = N_("The smallest budget with an option that pays is {amount}.")
WITH_EXTRA = N_("With an extra {more}")
REASON = N_("Reason")
BEST_FOR = N_("Best for {budget}")
EXTRA = 10_000  # euros on top of the budget


def reward_name(option: str, _: Locale) -> str:
    """Return what a reward of REWARD_OPTIONS is called."""
    label, _terms = REWARD_OPTIONS[option]
    return _(label).replace("€ ", "€\u00a0")


def show_choice(context: PageContext, choice: Choice, scenario: Scenario) -> None:
    """Show what the budget buys and a button that makes it a plan, or why it buys nothing.

    `scenario` is the plan from which the options were made.
    """
    _ = context.locale
    for text, values in choice.notes:
        st.info(plain(filled(text, values, _)), icon=":material/info:")
    if not choice.chosen:
        return
    _show_chosen_options(context, choice)
    header = [_("category"), _("reward"), _("pairings"), _("cash"), _("average net result")]
    rows = [
        [
            context.name("category", chosen.option.category),
            reward_name(chosen.option.plan, _),
            chosen.total("pairings"),
            chosen.total("cash"),
            chosen.total("net"),
        ]
        for chosen in choice.chosen
    ]
    with st.container(horizontal=True):
        _show_add_button(context, choice, scenario)
        show_download(context, "portfolio", header, rows)


def show_smallest_budget(context: PageContext, choice: Choice, smallest: float | None) -> None:
    """Say from which budget on something is bought; a choice of nothing says so in its notes."""
    _ = context.locale
    if not choice.chosen or smallest is None:
        return
    pays_without = smallest < CENT
    st.markdown(
        plain(_(PAYS_WITHOUT) if pays_without else _(SMALLEST_BUDGET, amount=_.money(smallest)))
    )


def show_extra_budget(
    context: PageContext, basis: PlanBasis, request: OptimisationRequest, budget: int
) -> None:
    """Show what changes with € 10,000 on top of the budget."""
    _ = context.locale
    change = queries.spend_more(basis, request, budget, EXTRA)
    st.subheader(plain(_(WITH_EXTRA, more=_.money(EXTRA))), anchor=False)
    if not change.added:
        st.markdown(plain(_("No change: a larger budget buys nothing better.")))
        return
    dropped = {chosen.option.category: chosen for chosen in change.dropped}
    for added in change.added:
        sentence = _change_sentence(context, added, dropped.get(added.option.category))
        st.markdown(f"- {plain(sentence)}")
    st.markdown(plain(_("Together these changes add {gain}.", gain=_.money_short(change.gain))))


def show_rejected_options(
    context: PageContext, basis: PlanBasis, request: OptimisationRequest, budget: int
) -> None:
    """Show, folded, why each other option is not in the choice.

    Each takes a search of its own, so they are calculated when the fold is opened.
    """
    _ = context.locale
    fold = st.expander(
        _("Why other options were not chosen"), key="rejected_options", on_change="rerun"
    )
    if not fold.open:
        return
    rows = []
    for rejected in queries.not_chosen(basis, request, budget):
        reasons = [filled(text, _named(values, _), _, 0) for text, values in rejected.notes]
        cells = (
            context.name("category", rejected.option.category),
            reward_name(rejected.option.plan, _),
            " ".join(reasons),
        )
        rows.append([plain(cell) for cell in cells])
    with fold:
        st.markdown(table([_("Category"), _("Reward"), _(REASON)], rows, right=3))


def _show_chosen_options(context: PageContext, choice: Choice) -> None:
    """Show a row per chosen category, and the total."""
    _ = context.locale
    header = [
        _("Category"),
        _("Reward"),
        _("Pairings"),
        _("Expected cash"),
        _("Average net result"),
    ]
    rows = []
    for chosen in choice.chosen:
        cells = (
            context.name("category", chosen.option.category),
            reward_name(chosen.option.plan, _),
            _.number(chosen.total("pairings")),
            _.money_short(chosen.total("cash")),
            _.money_short(chosen.total("net")),
        )
        rows.append([plain(cell) for cell in cells])
    total = [
        bold(_(TOTAL)),
        "",
        bold(_.number(choice.totals.pairings)),
        bold(_.money_short(choice.totals.cash)),
        bold(_.money_short(choice.totals.net)),
    ]
    st.markdown(table(header, [*rows, total], right=2))
    st.caption(
        plain(
            _(
                "Expected cash: only mentors who meet the terms get the reward. It is "
                "therefore less than the amount times the pairings. Net result: in today's "
                "euros."
            )
        )
    )


def _show_add_button(context: PageContext, choice: Choice, scenario: Scenario) -> None:
    """Show a button that adds the choice to the plans, and the link to it once it is added."""
    _ = context.locale
    name = _(BEST_FOR, budget=_.money_short(choice.budget)).replace("\xa0", " ")
    plan = as_plan(choice, scenario, name)
    comparison = kept_comparison()
    st.button(
        _("Add to plans"),
        icon=":material/add:",
        key="add_choice",
        disabled=comparison.full,
        on_click=_add_plan,
        args=(plan,),
        help=_("Adds this choice to the plans on the Rewards page."),
    )
    if plan.name in {other.name for other in comparison.plans.values()}:
        st.page_link(
            context.pages["rewards"],
            label=_("View on the Rewards page"),
            icon=":material/arrow_forward:",
        )


def _add_plan(plan: Scenario) -> None:
    keep_comparison(kept_comparison().added(plan))


def as_plan(choice: Choice, scenario: Scenario, name: str) -> Scenario:
    """Return the choice as a plan: the chosen categories with their rewards and pairings."""
    chosen_by_category = {chosen.option.category: chosen for chosen in choice.chosen}
    plan = replace(scenario, name=name, categories=())
    for category in scenario.categories:
        chosen = chosen_by_category.get(category.category)
        if chosen is None:
            continue
        _label, reward = REWARD_OPTIONS[chosen.option.plan]
        pairings = round(chosen.total("pairings"))
        plan = with_category_plan(plan, replace(category, reward=reward, pairings=pairings))
    return plan


def _change_sentence(
    context: PageContext, added: ChosenOption, dropped: ChosenOption | None
) -> str:
    """Return what is bought in a category, and what it replaces."""
    _ = context.locale
    category = context.name("category", added.option.category)
    now = _reward_with_pairings(added, _)
    if dropped is None:
        return _("{category}: {now}", category=category, now=now)
    return _(
        "{category}: {now} instead of {before}",
        category=category,
        now=now,
        before=_reward_with_pairings(dropped, _),
    )


def _reward_with_pairings(chosen: ChosenOption, _: Locale) -> str:
    """Return the reward of an option, with its pairings where their number is chosen too."""
    name = reward_name(chosen.option.plan, _)
    if not chosen.option.each:
        return name
    return _.plural(
        "{reward} for {n} pairing",
        "{reward} for {n} pairings",
        round(chosen.total("pairings")),
        reward=name,
    )


def _named(values: Mapping[str, object], _: Locale) -> dict[str, object]:
    """Return the values of a sentence, the reward of a plan by its name."""
    return {
        key: reward_name(str(value), _) if key == "plan" else value for key, value in values.items()
    }

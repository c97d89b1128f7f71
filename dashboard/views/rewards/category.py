"""The categories of a plan: the fields of one category, and a table of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.markdown import plain
from dashboard.session import keys, url_state
from dashboard.session.plan_comparison import category_plan, keep_comparison, with_category_plan
from dashboard.text.labels import EFFECT_SOURCES, PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES
from dashboard.views.rewards.fields import (
    TERMS,
    change_category,
    change_reward,
    redraw,
    show_faults,
    show_field,
)
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_, Locale
from metrics.rewards import CategoryPlan, Scenario

PRECEDENT_TERMS = {
    "public": N_("Given in public"),
    "reserved": N_("Limit stated in writing"),
    "discretionary": N_("Management decides each time"),
    "ends": N_("Has a stated end"),
}


def show_category(view_model: RewardsViewModel) -> str:
    """Show the fields of the category that the reader chooses, and return its code."""
    _ = view_model.locale
    code = _choose_category(view_model)
    plan = category_plan(view_model.scenario, code, view_model.basis.facts)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _show_reward_choice(view_model, _("Reward for the mentor"), REWARD_FORMS, "form", plan)
        _show_amount(view_model, plan)
    with right:
        _show_reward_choice(view_model, _("When"), REWARD_TIMES, "when", plan)
        if plan.reward.form == "cash":
            _show_reward_choice(view_model, _("Paid as"), PAYMENT_METHODS, "paid", plan)
    _show_pairings(view_model, plan)
    with st.expander(_(TERMS), key="plan_terms"):
        _show_terms(view_model, plan)
    show_faults(view_model, f"categories.{plan.category}.effect")
    return plan.category


def _choose_category(view_model: RewardsViewModel) -> str:
    """Return the category that the reader chooses: at first that in the URL, else a planned one."""
    codes = view_model.category_codes(view_model.scenario)
    planned = view_model.scenario.categories
    code = url_state.read("category", codes, planned[0].category if planned else "")
    return st.selectbox(
        view_model.locale("Category"),
        codes,
        codes.index(code) if code in codes else 0,
        key="plan_category",
        format_func={code: view_model.category_name(code) for code in codes}.__getitem__,
    )


def _show_reward_choice(
    view_model: RewardsViewModel,
    label: str,
    options: Mapping[str, str],
    name: str,
    plan: CategoryPlan,
) -> None:
    labels = {option: view_model.locale(text) for option, text in options.items()}
    value = getattr(plan.reward, name)
    show_field(
        view_model,
        st.selectbox,
        label,
        value if value in labels else next(iter(labels)),
        change_reward(plan, name),
        key=name,
        place=f"categories.{plan.category}.reward.{name}",
        options=list(labels),
        format_func=labels.__getitem__,
    )


def _show_amount(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    _ = view_model.locale
    if plan.reward.form == "nothing":
        st.caption(plain(_("Choose a reward to set its amount.")))
        return
    show_field(
        view_model,
        st.number_input,
        _("Amount per award, euros"),
        float(plan.reward.amount),
        change_reward(plan, "amount"),
        key="amount",
        place=f"categories.{plan.category}.reward.amount",
        step=50.0,
        format="%g",
    )


def _show_pairings(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    """Show the number of pairings, their hours and their months in one row."""
    _ = view_model.locale
    fields: tuple[tuple[str, str, dict[str, object]], ...] = (
        (_("Pairings per year"), "pairings", {"step": 1}),
        (_("Hours per pairing"), "hours", {"step": 1.0, "format": "%g"}),
        (_("Months"), "months", {"step": 1}),
    )
    columns = st.columns(3, vertical_alignment="bottom")
    for column, (label, name, options) in zip(columns, fields, strict=True):
        with column:
            show_field(
                view_model,
                st.number_input,
                label,
                getattr(plan, name),
                change_category(plan, name),
                key=name,
                place=f"categories.{plan.category}.{name}",
                **options,
            )


def _show_terms(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    """Show the terms of a reward, what could make it a precedent, and the source of its effect."""
    _ = view_model.locale
    left, right = st.columns(2)
    with left:
        _show_conditions(view_model, plan)
    with right:
        for name, label in PRECEDENT_TERMS.items():
            show_field(
                view_model,
                st.checkbox,
                _(label),
                getattr(plan.reward, name),
                change_reward(plan, name),
                key=name,
            )
    labels = {name: _(text) for name, text in EFFECT_SOURCES.items()}
    show_field(
        view_model,
        st.selectbox,
        _("Source of the effect"),
        plan.effect if plan.effect in labels else "company",
        change_category(plan, "effect"),
        key="effect",
        options=list(labels),
        format_func=labels.__getitem__,
    )


def _show_conditions(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    """Show what a mentor has to meet for the reward, and for how many years it was given before."""
    _ = view_model.locale
    place = f"categories.{plan.category}.reward"
    change_share = change_reward(plan, "least_hours")

    def change_percent(scenario: Scenario, percent: float) -> Scenario:
        return change_share(scenario, round(percent / 100, 4))

    show_field(
        view_model,
        st.number_input,
        _("Minimum share of hours met, %"),
        round(plan.reward.least_hours * 100, 2),
        change_percent,
        key="least_hours",
        place=f"{place}.least_hours",
        step=10.0,
        format="%g",
    )
    counts = {
        "least_checkins": _("Minimum check-ins with the programme lead"),
        "years_before": _("Years already given"),
    }
    for name, label in counts.items():
        show_field(
            view_model,
            st.number_input,
            label,
            getattr(plan.reward, name),
            change_reward(plan, name),
            key=name,
            place=f"{place}.{name}",
            step=1,
        )


class CategoryRow(TypedDict):
    """A row of the table: the plan of one category, its codes in the reader's words."""

    category: str
    pairings: int
    hours: float
    months: int
    form: str
    amount: float
    when: str
    effect: str


@dataclass(frozen=True)
class OpenTable:
    """The table of all categories while a reader edits it.

    `base` is the plan from which the editor's rows were made, `derived` the plan that follows from
    all edits since, `openings` how often a table was opened before. The editor's input stays the
    same while somebody edits: writing its output back would lose what is being typed.
    """

    slot: str
    base: Scenario
    derived: Scenario
    openings: int = 0


def show_table(view_model: RewardsViewModel) -> None:
    """Show a table with a row per category; an edit changes the plan."""
    _ = view_model.locale
    comparison = view_model.comparison
    open_table = _open_table(view_model)
    codes = view_model.category_codes(open_table.base)
    rows = [
        _category_row(category_plan(open_table.base, code, view_model.basis.facts), view_model)
        for code in codes
    ]
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"table_{open_table.openings}",
        column_config=_column_config(_),
        hide_index=True,
        disabled=comparison.locked or ["category"],
        width="stretch",
    )
    for code in codes:
        show_faults(view_model, f"categories.{code}")
    st.caption(plain(_("Zero pairings: the category is left out. Set the terms per category.")))
    derived = _edited_plan(open_table.base, codes, edited, view_model)
    if derived.categories != comparison.scenario.categories:
        changed = comparison.changed(
            replace(comparison.scenario, categories=derived.categories), view_model.new_plan_name
        )
        st.session_state[keys.OPEN_TABLE] = replace(
            open_table, slot=changed.chosen, derived=changed.scenario
        )
        keep_comparison(changed)
        redraw()


def _open_table(view_model: RewardsViewModel) -> OpenTable:
    """Return the table being edited; a new one for another plan, or one changed elsewhere."""
    comparison = view_model.comparison
    scenario = comparison.scenario
    open_table: OpenTable | None = st.session_state.get(keys.OPEN_TABLE)
    if (
        open_table is not None
        and open_table.slot == comparison.chosen
        and open_table.derived.categories == scenario.categories
    ):
        return open_table
    openings = open_table.openings + 1 if open_table else 0
    opened = OpenTable(comparison.chosen, scenario, scenario, openings)
    st.session_state[keys.OPEN_TABLE] = opened
    return opened


def _category_row(plan: CategoryPlan, view_model: RewardsViewModel) -> CategoryRow:
    _ = view_model.locale
    return CategoryRow(
        category=view_model.category_name(plan.category),
        pairings=plan.pairings,
        hours=plan.hours,
        months=plan.months,
        form=_(REWARD_FORMS.get(plan.reward.form, plan.reward.form)),
        amount=plan.reward.amount,
        when=_(REWARD_TIMES.get(plan.reward.when, plan.reward.when)),
        effect=_(EFFECT_SOURCES.get(plan.effect, plan.effect)),
    )


def _column_config(_: Locale) -> dict[str, ColumnConfig | str | None]:
    """Return how the editor shows each column of a CategoryRow."""
    column = st.column_config
    forms, times, effects = (
        [_(label) for label in labels.values()]
        for labels in (REWARD_FORMS, REWARD_TIMES, EFFECT_SOURCES)
    )
    return {
        "category": column.TextColumn(_("Category")),
        "pairings": column.NumberColumn(_("Pairings per year"), step=1, required=True),
        "hours": column.NumberColumn(_("Hours per pairing"), required=True),
        "months": column.NumberColumn(_("Months"), step=1, required=True),
        "form": column.SelectboxColumn(_("Reward"), options=forms, required=True),
        "amount": column.NumberColumn(_("Amount per award, euros"), required=True),
        "when": column.SelectboxColumn(_("When"), options=times, required=True),
        "effect": column.SelectboxColumn(_("Effect"), options=effects, required=True),
    }


def _edited_plan(
    base: Scenario, codes: Sequence[str], edited: pd.DataFrame, view_model: RewardsViewModel
) -> Scenario:
    """Return the base plan with the edited rows; a row that was not edited changes nothing."""
    _ = view_model.locale
    forms, times, effects = (
        {_(label): code for code, label in labels.items()}
        for labels in (REWARD_FORMS, REWARD_TIMES, EFFECT_SOURCES)
    )
    scenario = base
    for code, row in zip(codes, edited.to_dict("records"), strict=True):
        plan = category_plan(base, code, view_model.basis.facts)
        if row == _category_row(plan, view_model):
            continue
        reward = replace(
            plan.reward,
            form=forms[row["form"]],
            amount=float(row["amount"]),
            when=times[row["when"]],
        )
        changed = replace(
            plan,
            pairings=int(row["pairings"]),
            hours=float(row["hours"]),
            months=int(row["months"]),
            effect=effects[row["effect"]],
            reward=reward,
        )
        scenario = with_category_plan(scenario, changed)
    return scenario

"""The fields that change a plan, the settings of a plan as a whole, and the faults of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.markdown import plain
from dashboard.session import keys
from dashboard.session.plan_comparison import (
    keep_comparison,
    kept_comparison,
    with_category_plan,
)
from dashboard.session.plan_links import LONGEST_NAME
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.i18n import N_
from metrics.rewards import HELD, LATER_YEARS, PROFILES, PUBLISHED, CategoryPlan, Scenario
from metrics.value import published_rates

# The sections of the page that a fault may refer to
SETTINGS = N_("Plan settings")
TERMS = N_("Terms and precedent risk")
ASSUMPTIONS = N_("Assumptions")
CATEGORY = N_("Category")
NO_FIELD = N_("No field on this page sets this value. Remove this plan and start another.")
IN_TERMS = ("least_hours", "least_checkins", "years_before", "effect")
WITHOUT_FIELD = ("seed", "draws")

# From a plan and the new value of a field to the changed plan. The value has the type of the field.
Change = Callable[[Scenario, Any], Scenario]


def show_field(
    view_model: RewardsViewModel,
    widget: Callable[..., object],
    label: str,
    value: object,
    change: Change,
    *,
    key: str,
    place: str = "",
    **options: object,
) -> None:
    """Show a field with this value; what a reader enters changes the plan.

    `widget` draws the field with these options. `place` is the field of the scenario: its faults
    are shown below the widget.
    """
    widget_key = keys.plan_field(key)
    st.session_state[widget_key] = value
    widget(
        label,
        key=widget_key,
        on_change=_change_plan,
        args=(widget_key, change, view_model.new_plan_name),
        disabled=view_model.comparison.locked,
        **options,
    )
    if place:
        show_faults(view_model, place)


def change_setting(name: str) -> Change:
    """Return the change of a field of the plan as a whole."""

    def change(scenario: Scenario, value: Any) -> Scenario:
        return replace(scenario, **{name: value})

    return change


def change_category(plan: CategoryPlan, name: str) -> Change:
    """Return the change of a field of a category; `plan` is added where it has none yet."""

    def change(scenario: Scenario, value: Any) -> Scenario:
        current = _current_plan(scenario, plan)
        return with_category_plan(scenario, replace(current, **{name: value}))

    return change


def change_reward(plan: CategoryPlan, name: str) -> Change:
    """Return the change of a field of a category's reward; `plan` is added where it has none."""

    def change(scenario: Scenario, value: Any) -> Scenario:
        current = _current_plan(scenario, plan)
        reward = replace(current.reward, **{name: value})
        return with_category_plan(scenario, replace(current, reward=reward))

    return change


def show_faults(view_model: RewardsViewModel, place: str) -> None:
    """Show what is wrong with a field of the plan shown, or with a part of that field."""
    for fault in view_model.plan_faults:
        if fault.place == place or fault.place.startswith(f"{place}."):
            st.error(
                plain(filled(fault.text, fault.values, view_model.locale)),
                icon=":material/error:",
            )


def fault_sentences(view_model: RewardsViewModel) -> list[str]:
    """Return every fault of the plan shown, with its category and the section to fix it in."""
    _ = view_model.locale
    planned = {plan.category for plan in view_model.scenario.categories}
    sentences = []
    for fault in view_model.plan_faults:
        section = _(_section(fault.place))
        remedy = _("Fix it under “{tab}”.", tab=section) if section else _(NO_FIELD)
        sentence = f"{filled(fault.text, fault.values, _)} {remedy}"
        category = next((part for part in fault.place.split(".")[1:] if part in planned), "")
        sentences.append(
            f"{view_model.category_name(category)}: {sentence}" if category else sentence
        )
    return sentences


def redraw() -> None:
    """Draw the fragment again; the whole page where no fragment is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def show_settings(view_model: RewardsViewModel) -> None:
    """Show the fields of the plan as a whole, folded unless the plan has faults."""
    _ = view_model.locale
    with st.expander(_(SETTINGS), bool(view_model.plan_faults), key="plan_settings"):
        show_field(
            view_model,
            st.text_input,
            _("Name"),
            view_model.scenario.name,
            _rename,
            key="name",
            max_chars=LONGEST_NAME,
        )
        left, right = st.columns(2)
        with left:
            _show_number(view_model, _("Years"), "years", step=1)
            _show_euros(view_model, _("One-off costs, euros"), "one_offs", step=500.0)
            _show_tax_profile(view_model)
        with right:
            _show_discount_rate(view_model)
            _show_tax_year(view_model)
        _show_later_years(view_model)
        _show_free_space(view_model)


def _show_number(view_model: RewardsViewModel, label: str, name: str, **options: object) -> None:
    show_field(
        view_model,
        st.number_input,
        label,
        getattr(view_model.scenario, name),
        change_setting(name),
        key=name,
        place=name,
        **options,
    )


def _show_euros(view_model: RewardsViewModel, label: str, name: str, **options: object) -> None:
    value = getattr(view_model.scenario, name)
    show_field(
        view_model,
        st.number_input,
        label,
        None if value is None else float(value),
        change_setting(name),
        key=name,
        place=name,
        format="%g",
        **options,
    )


def _show_free_space(view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    company_setting = view_model.basis.facts.free_space_used
    _show_euros(
        view_model,
        _("Free space used for other purposes, euros per year"),
        "free_space_used",
        step=1_000.0,
        placeholder=_("company setting: {amount}", amount=_.money(company_setting)),
        help=_(
            "Part of the work-related costs scheme. Rewards above the remaining free space incur "
            "the final levy."
        ),
    )


def _show_discount_rate(view_model: RewardsViewModel) -> None:
    def change(scenario: Scenario, percent: float) -> Scenario:
        return replace(scenario, discount_rate=round(percent / 100, 6))

    show_field(
        view_model,
        st.number_input,
        view_model.locale("Discount rate, % per year"),
        round(view_model.scenario.discount_rate * 100, 4),
        change,
        key="rate",
        place="discount_rate",
        step=0.5,
        format="%g",
    )


def _show_tax_year(view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    years = sorted({year for profile in published_rates().values() for year in profile})
    _show_number(
        view_model,
        _("Tax year"),
        "tax_year",
        step=1,
        help=_("Available years: {years}.", years=", ".join(map(str, years))),
    )


def _show_tax_profile(view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    labels = {"NL": _("Netherlands"), "none": _("no tax rules")}
    show_field(
        view_model,
        st.selectbox,
        _("Tax rules"),
        view_model.scenario.tax_profile,
        change_setting("tax_profile"),
        key="profile",
        place="tax_profile",
        options=list(PROFILES),
        format_func=labels.__getitem__,
    )


def _show_later_years(view_model: RewardsViewModel) -> None:
    """Show the choice of rates for years without published ones; it is the reader's to make."""
    _ = view_model.locale
    chosen = view_model.scenario.later_years
    labels = {
        PUBLISHED: _("report what is missing"),
        HELD: _("use the last known rates: our own judgement"),
    }
    show_field(
        view_model,
        st.selectbox,
        _("Years without published tax rates"),
        chosen if chosen in labels else PUBLISHED,
        change_setting("later_years"),
        key="later_years",
        place="later_years",
        options=list(LATER_YEARS),
        format_func=labels.__getitem__,
        help=_(
            "Each year of the plan uses its own tax rates. Rates for future years may not be "
            "published yet."
        ),
    )


def _section(place: str) -> str:
    """Return the label of the section with the field of a fault; "" where no field sets it."""
    first, _dot, rest = place.partition(".")
    if first == "categories":
        return TERMS if rest.rpartition(".")[2] in IN_TERMS else CATEGORY
    if first in WITHOUT_FIELD:
        return ""
    return ASSUMPTIONS if first == "assumptions" else SETTINGS


def _change_plan(widget_key: str, change: Change, new_plan_name: str) -> None:
    comparison = kept_comparison()
    scenario = change(comparison.scenario, st.session_state[widget_key])
    keep_comparison(comparison.changed(scenario, new_plan_name))


def _current_plan(scenario: Scenario, plan: CategoryPlan) -> CategoryPlan:
    """Return the scenario's own plan of the category by now, else the plan given."""
    return next(
        (current for current in scenario.categories if current.category == plan.category), plan
    )


def _rename(scenario: Scenario, name: str) -> Scenario:
    return replace(scenario, name=" ".join(name.split()) or scenario.name)

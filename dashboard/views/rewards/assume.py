"""The form that puts another number in the place of an assumption of a plan."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.markdown import plain
from dashboard.session.plan_comparison import keep_comparison, kept_comparison
from dashboard.text.labels import SOURCE_TYPES
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.rewards import Scenario
from metrics.value import ENDS, Assumption


def show_form(view_model: RewardsViewModel, about: Assumption) -> None:
    """Its three ends as the plan has them, to be used or to be as they were."""
    _, name, off = view_model.locale, about.name, view_model.comparison.locked
    typed = next(
        (one[1:] for one in view_model.scenario.assumptions if one[0] == name),
        (about.low, about.base, about.high),
    )
    st.caption(
        plain(
            _(
                "Unit: {unit}. Source type: {grade}. {source}",
                unit=_(about.unit),
                grade=_(SOURCE_TYPES[about.grade]),
                source=_(about.source),
            )
        )
    )
    with st.form(f"assume_{name}_{view_model.comparison.chosen}", border=False):
        places = st.columns([2, 2, 2, 2, 2], vertical_alignment="bottom")
        for place, label, end, value in zip(
            places, (_("Low"), _("Base"), _("High")), ENDS, typed, strict=False
        ):
            place.number_input(
                label, value=float(value), format="%g", key=f"assume_{end}_{name}", disabled=off
            )
        places[3].form_submit_button(
            _("Apply"), on_click=_assume, args=(name, view_model.next_name), disabled=off
        )
        places[4].form_submit_button(_("Reset"), on_click=_forget, args=(name,), disabled=off)


def _assume(name: str, plan: str) -> None:
    comparison = kept_comparison()
    ends = tuple(st.session_state[f"assume_{end}_{name}"] for end in ENDS)
    keep_comparison(comparison.changed(_with(comparison.scenario, name, ends), plan))


def _forget(name: str) -> None:
    comparison = kept_comparison()
    if comparison.chosen in comparison.plans:
        keep_comparison(comparison.changed(_with(comparison.scenario, name, None)))
    for end in ENDS:
        st.session_state.pop(f"assume_{end}_{name}", None)


def _with(scenario: Scenario, name: str, ends: tuple[float, ...] | None) -> Scenario:
    others = tuple(one for one in scenario.assumptions if one[0] != name)
    return replace(scenario, assumptions=others if ends is None else (*others, (name, *ends)))

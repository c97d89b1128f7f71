"""How a field of the rewards page changes a plan, and where what is wrong with it is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.markdown import plain
from dashboard.session.plan_comparison import keep_comparison, kept_comparison
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.i18n import N_
from metrics.rewards import Scenario

WHOLE, TERMS, ASSUMPTIONS, CATEGORY = (
    N_("Plan settings"),
    N_("Terms and precedent risk"),
    N_("Assumptions"),
    N_("Category"),
)
IN_TERMS = ("least_hours", "least_checkins", "years_before", "effect")
WITHOUT_FIELD = ("seed", "draws")
NO_FIELD = N_("No field on this page sets this value. Remove this plan and start another.")
Change = Callable[[Scenario, Any], Scenario]


def field(
    view_model: RewardsViewModel,
    widget: Callable[..., Any],
    label: str,
    value: object,
    change: Change,
    *,
    key: str,
    place: str = "",
    **how: object,
) -> None:
    """A field that shows `value`; `change` gives the plan that follows from what a reader puts in
    its place.
    """
    key = f"plan_{key}"
    st.session_state[key] = value
    widget(
        label,
        key=key,
        on_change=_changed,
        args=(key, change, view_model.next_name),
        disabled=view_model.comparison.locked,
        **how,
    )
    if place:
        say(view_model, place)


def say(view_model: RewardsViewModel, place: str) -> None:
    """What is wrong with that field of the plan looked at, under the field."""
    for one in view_model.wrong:
        if one.place == place or one.place.startswith(f"{place}."):
            st.error(
                plain(filled(one.text, one.values, view_model.locale)), icon=":material/error:"
            )


def wrong(view_model: RewardsViewModel) -> list[str]:
    """Everything that is wrong with the plan looked at, each with the category it is about and
    where to mend it.
    """
    _, known = view_model.locale, {plan.category for plan in view_model.scenario.categories}
    said = []
    for one in view_model.wrong:
        about = next((part for part in one.place.split(".")[1:] if part in known), "")
        sentence = filled(one.text, one.values, _)
        tab = _(_tab(one.place))
        mend = _("Fix it under “{tab}”.", tab=tab) if tab else _(NO_FIELD)
        said.append(
            f"{view_model.category(about)}: {sentence} {mend}" if about else f"{sentence} {mend}"
        )
    return said


def again() -> None:
    """Draws the fragment anew, or the page where that is what is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def _tab(place: str) -> str:
    """Where the field stands that a fault is about: the label of its part of the page; empty
    without a field.
    """
    first, _dot, rest = place.partition(".")
    if first == "categories":
        return TERMS if rest.rpartition(".")[2] in IN_TERMS else CATEGORY
    return "" if first in WITHOUT_FIELD else ASSUMPTIONS if first == "assumptions" else WHOLE


def _changed(key: str, change: Change, name: str) -> None:
    comparison = kept_comparison()
    keep_comparison(comparison.changed(change(comparison.scenario, st.session_state[key]), name))

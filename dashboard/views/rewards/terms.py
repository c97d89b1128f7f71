"""On which terms a reward is given, what could make it a precedent, and where its effect comes
from.
"""

from __future__ import annotations

import streamlit as st

from dashboard.text.labels import EFFECT_SOURCES
from dashboard.views.rewards.changes import of_plan, of_reward
from dashboard.views.rewards.fields import field
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_
from metrics.rewards import CategoryPlan

YES = (
    ("public", N_("Given in public")),
    ("reserved", N_("Limit stated in writing")),
    ("discretionary", N_("Management decides each time")),
    ("ends", N_("Has a stated end")),
)


def show_terms(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    """The fields."""
    _ = view_model.locale
    left, right = st.columns(2)
    with left:
        _numbers(view_model, plan)
    with right:
        for name, label in YES:
            field(
                view_model,
                st.checkbox,
                _(label),
                getattr(plan.reward, name),
                of_reward(plan, name),
                key=name,
            )
    labels = {name: _(text) for name, text in EFFECT_SOURCES.items()}
    field(
        view_model,
        st.selectbox,
        _("Source of the effect"),
        plan.effect if plan.effect in labels else "company",
        of_plan(plan, "effect"),
        key="effect",
        options=list(labels),
        format_func=labels.__getitem__,
    )


def _numbers(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    _, reward, at = view_model.locale, plan.reward, f"categories.{plan.category}.reward"
    share = of_reward(plan, "least_hours")
    field(
        view_model,
        st.number_input,
        _("Minimum share of hours met, %"),
        round(reward.least_hours * 100, 2),
        lambda of, value: share(of, round(value / 100, 4)),
        key="least_hours",
        place=f"{at}.least_hours",
        step=10.0,
        format="%g",
    )
    for name, label in (
        ("least_checkins", _("Minimum check-ins with the programme lead")),
        ("years_before", _("Years already given")),
    ):
        field(
            view_model,
            st.number_input,
            label,
            getattr(reward, name),
            of_reward(plan, name),
            key=name,
            place=f"{at}.{name}",
            step=1,
        )

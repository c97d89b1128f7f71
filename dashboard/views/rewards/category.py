"""The fields of one category: what a mentor gets there, when, and for how many pairings."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from dashboard.session import url_state
from dashboard.session.plan_comparison import category_plan
from dashboard.text.labels import PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES
from dashboard.views.rewards.changes import of_plan, of_reward
from dashboard.views.rewards.fields import TERMS, field, say
from dashboard.views.rewards.terms import show_terms
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.rewards import CategoryPlan


def show_category(view_model: RewardsViewModel) -> str:
    """The fields of the category that the reader chooses; its code."""
    _ = view_model.locale
    plan = category_plan(view_model.scenario, _chosen(view_model), view_model.basis.facts)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _choice(view_model, _("Reward for the mentor"), REWARD_FORMS, "form", plan)
        _amount(view_model, plan)
    with right:
        _choice(view_model, _("When"), REWARD_TIMES, "when", plan)
        if plan.reward.form == "cash":
            _choice(view_model, _("Paid as"), PAYMENT_METHODS, "paid", plan)
    _counts(view_model, plan)
    with st.expander(_(TERMS), key="plan_terms"):
        show_terms(view_model, plan)
    say(view_model, f"categories.{plan.category}.effect")
    return plan.category


def _chosen(view_model: RewardsViewModel) -> str:
    """The category the reader looks at: at first the one in the URL, else one that the plan has."""
    codes, planned = view_model.codes(view_model.scenario), view_model.scenario.categories
    code = url_state.read("category", codes, planned[0].category if planned else "")
    first = codes.index(code) if code in codes else 0
    return st.selectbox(
        view_model.locale("Category"),
        codes,
        first,
        key="plan_category",
        format_func={code: view_model.category(code) for code in codes}.__getitem__,
    )


def _choice(
    view_model: RewardsViewModel, label: str, names: dict[str, str], name: str, plan: CategoryPlan
) -> None:
    labels = {one: view_model.locale(text) for one, text in names.items()}
    value = getattr(plan.reward, name)
    field(
        view_model,
        st.selectbox,
        label,
        value if value in labels else next(iter(labels)),
        of_reward(plan, name),
        key=name,
        place=f"categories.{plan.category}.reward.{name}",
        options=list(labels),
        format_func=labels.__getitem__,
    )


def _amount(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    _ = view_model.locale
    if plan.reward.form == "nothing":
        st.caption(plain(_("Choose a reward to set its amount.")))
        return
    field(
        view_model,
        st.number_input,
        _("Amount per award, euros"),
        float(plan.reward.amount),
        of_reward(plan, "amount"),
        key="amount",
        place=f"categories.{plan.category}.reward.amount",
        step=50.0,
        format="%g",
    )


def _counts(view_model: RewardsViewModel, plan: CategoryPlan) -> None:
    _ = view_model.locale
    numbers = (
        (_("Pairings per year"), "pairings", {"step": 1}),
        (_("Hours per pairing"), "hours", {"step": 1.0, "format": "%g"}),
        (_("Months"), "months", {"step": 1}),
    )
    for place, (label, name, how) in zip(
        st.columns(3, vertical_alignment="bottom"), numbers, strict=True
    ):
        with place:
            field(
                view_model,
                st.number_input,
                label,
                getattr(plan, name),
                of_plan(plan, name),
                key=name,
                place=f"categories.{plan.category}.{name}",
                **how,
            )

"""The fields of one category: what a mentor gets there, when, and for how many pairings."""

from __future__ import annotations

import streamlit as st

from dashboard.labels import FORMS, PAID, WHEN
from dashboard.scenarios import plan_of
from dashboard.texts import plain
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.changes import of_plan, of_reward
from dashboard.views.rewards.fields import TERMS, field, say
from dashboard.views.rewards.terms import show_terms
from metrics.rewards import CategoryPlan


def show_category(bench: Bench) -> str:
    """The fields of the category that the reader chooses; its code."""
    _ = bench.words
    plan = plan_of(bench.scenario, _chosen(bench), bench.basis.facts.facts)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _choice(bench, _("Reward for the mentor"), FORMS, "form", plan)
        _amount(bench, plan)
    with right:
        _choice(bench, _("When"), WHEN, "when", plan)
        if plan.reward.form == "cash":
            _choice(bench, _("Paid as"), PAID, "paid", plan)
    _counts(bench, plan)
    with st.expander(_(TERMS), key="plan_terms"):
        show_terms(bench, plan)
    say(bench, f"categories.{plan.category}.effect")
    return plan.category


def _chosen(bench: Bench) -> str:
    """The category the reader looks at: at first the one in the URL, else one that the plan has."""
    codes, planned = bench.codes(bench.scenario), bench.scenario.categories
    asked = st.query_params.get("category", planned[0].category if planned else "")
    first = codes.index(asked) if asked in codes else 0
    return st.selectbox(
        bench.words("Category"),
        codes,
        first,
        key="plan_category",
        format_func={code: bench.category(code) for code in codes}.__getitem__,
    )


def _choice(bench: Bench, label: str, names: dict[str, str], name: str, plan: CategoryPlan) -> None:
    labels = {one: bench.words(text) for one, text in names.items()}
    value = getattr(plan.reward, name)
    field(
        bench,
        st.selectbox,
        label,
        value if value in labels else next(iter(labels)),
        of_reward(plan, name),
        key=name,
        place=f"categories.{plan.category}.reward.{name}",
        options=list(labels),
        format_func=labels.__getitem__,
    )


def _amount(bench: Bench, plan: CategoryPlan) -> None:
    _ = bench.words
    if plan.reward.form == "nothing":
        st.caption(plain(_("Choose a reward to set its amount.")))
        return
    field(
        bench,
        st.number_input,
        _("Amount per award, euros"),
        float(plan.reward.amount),
        of_reward(plan, "amount"),
        key="amount",
        place=f"categories.{plan.category}.reward.amount",
        step=50.0,
        format="%g",
    )


def _counts(bench: Bench, plan: CategoryPlan) -> None:
    _ = bench.words
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
                bench,
                st.number_input,
                label,
                getattr(plan, name),
                of_plan(plan, name),
                key=name,
                place=f"categories.{plan.category}.{name}",
                **how,
            )

"""The fields with which a plan is changed: one category at a time, and the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.exports.labels import EFFECTS, FORMS, PAID, WHEN
from dashboard.scenarios import plan_of, with_plan
from dashboard.texts import plain
from dashboard.views.bench import TERMS, WHOLE, Bench
from metrics.decide import CategoryPlan, Scenario
from metrics.decide.scenario import PROFILES
from metrics.value.tax import shipped
from metrics.words import N_

YES = (
    ("public", N_("Given openly")), ("reserved", N_("Its limit stands in writing")),
    ("discretionary", N_("The management decides each time")), ("ends", N_("It has an end that is stated")),
)


def show_category(bench: Bench) -> str:
    """The fields of one category; its code."""
    _, known = bench.words, bench.basis.facts.facts
    codes = [name for name in known.categories if name]
    codes += [one.category for one in bench.scenario.categories if one.category not in codes]
    labels = {code: bench.category(code) for code in codes}
    category = st.selectbox(_("Category"), codes, format_func=labels.__getitem__, key="plan_category")
    plan = plan_of(bench.scenario, category, known)
    at, reward = f"categories.{category}", plan.reward
    left, right = st.columns(2)
    with left:
        _choice(bench, _("Reward for the mentor"), FORMS, "form", plan)
        _amount(bench, plan)
    with right:
        _choice(bench, _("When"), WHEN, "when", plan)
        if reward.form == "cash":
            _choice(bench, _("Paid as"), PAID, "paid", plan)
    numbers = ((_("Pairings a year"), "pairings", {"step": 1}),
               (_("Hours each"), "hours", {"step": 1.0, "format": "%g"}), (_("Months"), "months", {"step": 1}))
    for place, (label, name, how) in zip(st.columns(3), numbers, strict=True):
        with place:
            bench.field(st.number_input, label, getattr(plan, name), _set(plan, name), key=name,
                        place=f"{at}.{name}", **how)
    with st.expander(_(TERMS), key="plan_terms"):
        _terms(bench, plan)
    bench.say(f"{at}.effect")
    return category


def show_whole(bench: Bench) -> None:
    """The fields of the plan as a whole."""
    _, scenario = bench.words, bench.scenario
    with st.expander(_(WHOLE), key="plan_whole"):
        bench.field(st.text_input, _("Name"), bench.scenario.name, _named, key="name", max_chars=80)
        left, right = st.columns(2)
        years = sorted({year for profile in shipped().values() for year in profile})
        with left:
            bench.field(st.number_input, _("Years"), scenario.years, _whole("years"), key="years", place="years",
                        step=1)
            bench.field(st.number_input, _("One-off costs, euros"), float(scenario.one_offs), _whole("one_offs"),
                        key="one_offs", place="one_offs", step=500.0, format="%g")
            known = bench.basis.facts.facts.free_space_used
            bench.field(st.number_input, _("Free space that other things use, euros a year"), scenario.free_space_used,
                        _whole("free_space_used"), key="free_space_used", place="free_space_used", step=1_000.0,
                        format="%g", placeholder=_("as the company says: {amount}", amount=_.money(known)),
                        help=_("Of the work-costs scheme. Rewards above what is left of it bear the levy."))
        with right:
            bench.field(st.number_input, _("Discount rate, % a year"), round(scenario.discount_rate * 100, 4),
                        lambda of, value: replace(of, discount_rate=round(value / 100, 6)), key="rate",
                        place="discount_rate", step=0.5, format="%g")
            bench.field(st.number_input, _("Tax year"), scenario.tax_year, _whole("tax_year"), key="tax_year",
                        place="tax_year", step=1, help=_("Known: {years}.", years=", ".join(map(str, years))))
        profiles = {"NL": _("Netherlands"), "none": _("no tax rules")}
        bench.field(st.selectbox, _("Tax rules"), scenario.tax_profile, _whole("tax_profile"), key="profile",
                    place="tax_profile", options=list(PROFILES), format_func=profiles.__getitem__)


def _choice(bench: Bench, label: str, names: dict[str, str], field: str, plan: CategoryPlan) -> None:
    labels = {name: bench.words(text) for name, text in names.items()}
    value = getattr(plan.reward, field)
    bench.field(st.selectbox, label, value if value in labels else next(iter(labels)), _reward(plan, field), key=field,
                place=f"categories.{plan.category}.reward.{field}", options=list(labels),
                format_func=labels.__getitem__)


def _amount(bench: Bench, plan: CategoryPlan) -> None:
    _ = bench.words
    if plan.reward.form == "nothing":
        st.caption(plain(_("Choose a reward to set its amount.")))
        return
    bench.field(st.number_input, _("Euros each time"), float(plan.reward.amount), _reward(plan, "amount"), key="amount",
                place=f"categories.{plan.category}.reward.amount", step=50.0, format="%g")


def _terms(bench: Bench, plan: CategoryPlan) -> None:
    _, at = bench.words, f"categories.{plan.category}.reward"
    left, right = st.columns(2)
    with left:
        bench.field(st.number_input, _("Least share of hours met, %"), round(plan.reward.least_hours * 100, 2),
                    lambda of, value: _reward(plan, "least_hours")(of, round(value / 100, 4)), key="least_hours",
                    place=f"{at}.least_hours", step=10.0, format="%g")
        bench.field(st.number_input, _("Least talks with the leader"), plan.reward.least_checkins,
                    _reward(plan, "least_checkins"), key="least_checkins", place=f"{at}.least_checkins", step=1)
        bench.field(st.number_input, _("Years it was given before"), plan.reward.years_before,
                    _reward(plan, "years_before"), key="years_before", place=f"{at}.years_before", step=1)
    with right:
        for field, label in YES:
            bench.field(st.checkbox, _(label), getattr(plan.reward, field), _reward(plan, field), key=field)
    labels = {name: _(text) for name, text in EFFECTS.items()}
    bench.field(st.selectbox, _("Where its effect comes from"), plan.effect if plan.effect in labels else "company",
                _set(plan, "effect"), key="effect", options=list(labels), format_func=labels.__getitem__)


def _named(of: Scenario, name: str) -> Scenario:
    return replace(of, name=" ".join(name.split()) or of.name)


def _whole(field: str) -> Callable[[Scenario, Any], Scenario]:
    return lambda of, value: replace(of, **{field: value})


def _set(plan: CategoryPlan, field: str) -> Callable[[Scenario, Any], Scenario]:
    """Changes a field of the category in the plan as it is by then."""
    return lambda of, value: with_plan(of, replace(_now(of, plan), **{field: value}))


def _reward(plan: CategoryPlan, field: str) -> Callable[[Scenario, Any], Scenario]:
    def change(of: Scenario, value: object) -> Scenario:
        now = _now(of, plan)
        return with_plan(of, replace(now, reward=replace(now.reward, **{field: value})))

    return change


def _now(of: Scenario, plan: CategoryPlan) -> CategoryPlan:
    return next((one for one in of.categories if one.category == plan.category), plan)

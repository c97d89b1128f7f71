"""A plan as rows of a table, one a category, and the plan that follows from rows that were
edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.session.plan_comparison import category_plan, with_category_plan
from dashboard.text.labels import EFFECT_SOURCES, REWARD_FORMS, REWARD_TIMES
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import Locale
from metrics.rewards import CategoryPlan, Scenario


def rows_of(
    of: Scenario, codes: Sequence[str], view_model: RewardsViewModel
) -> list[dict[str, Any]]:
    """One row for each of these categories, in the reader's words."""
    return [_row(category_plan(of, code, view_model.basis.facts), view_model) for code in codes]


def _row(plan: CategoryPlan, view_model: RewardsViewModel) -> dict[str, Any]:
    _ = view_model.locale
    return {
        "category": view_model.category(plan.category),
        "pairings": plan.pairings,
        "hours": plan.hours,
        "months": plan.months,
        "form": _(REWARD_FORMS.get(plan.reward.form, plan.reward.form)),
        "amount": plan.reward.amount,
        "when": _(REWARD_TIMES.get(plan.reward.when, plan.reward.when)),
        "effect": _(EFFECT_SOURCES.get(plan.effect, plan.effect)),
    }


def columns(_: Locale) -> dict[str, object]:
    """How the editor shows each column."""
    column = st.column_config
    return {
        "category": column.TextColumn(_("Category")),
        "pairings": column.NumberColumn(_("Pairings per year"), step=1, required=True),
        "hours": column.NumberColumn(_("Hours per pairing"), required=True),
        "months": column.NumberColumn(_("Months"), step=1, required=True),
        "form": column.SelectboxColumn(
            _("Reward"), options=[_(one) for one in REWARD_FORMS.values()], required=True
        ),
        "amount": column.NumberColumn(_("Amount per award, euros"), required=True),
        "when": column.SelectboxColumn(
            _("When"), options=[_(one) for one in REWARD_TIMES.values()], required=True
        ),
        "effect": column.SelectboxColumn(
            _("Effect"), options=[_(one) for one in EFFECT_SOURCES.values()], required=True
        ),
    }


def derived_from(
    base: Scenario,
    codes: Sequence[str],
    edited: Sequence[Mapping[str, Any]],
    view_model: RewardsViewModel,
) -> Scenario:
    """The base with the editor's rows; only what was changed in a row changes its plan."""
    _, scenario = view_model.locale, base
    forms, whens, effects = (
        {_(text): name for name, text in names.items()}
        for names in (REWARD_FORMS, REWARD_TIMES, EFFECT_SOURCES)
    )
    for code, row in zip(codes, edited, strict=True):
        plan = category_plan(base, code, view_model.basis.facts)
        if dict(row) == _row(plan, view_model):
            continue
        reward = replace(
            plan.reward,
            form=forms[row["form"]],
            amount=float(row["amount"]),
            when=whens[row["when"]],
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

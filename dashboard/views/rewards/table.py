"""All categories of a plan in one table. The editor's input stays what it was while a reader edits: writing its output
back into it would lose what is typed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.board import keep
from dashboard.exports.labels import EFFECTS, FORMS, WHEN
from dashboard.scenarios import plan_of, with_plan
from dashboard.texts import plain
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.fields import again, say
from metrics.decide import CategoryPlan, Scenario
from metrics.words import Words

OPEN = "open_table"


@dataclass(frozen=True)
class Opened:
    """The table as it was opened: `base` is the editor's input, `derived` the plan that follows from all edits."""

    slot: str
    base: Scenario
    derived: Scenario
    times: int = 0


def show_table(bench: Bench) -> None:
    """The table; a change in it is a change of the plan."""
    _, board, opened = bench.words, bench.board, _opened(bench)
    codes = _codes(bench, opened.base)
    edited = st.data_editor(
        pd.DataFrame([_row(plan_of(opened.base, code, bench.basis.facts.facts), bench) for code in codes]),
        key=f"table_{opened.times}", column_config=_columns(_), hide_index=True,
        disabled=board.fixed or ["category"], width="stretch")
    for code in codes:
        say(bench, f"categories.{code}")
    st.caption(plain(_("Pairings at zero: the category is left out. Terms are set category by category.")))
    derived = _derived(opened.base, codes, edited.to_dict("records"), bench)
    if derived.categories != board.scenario.categories:
        changed = board.changed(replace(board.scenario, categories=derived.categories), bench.next_name)
        st.session_state[OPEN] = replace(opened, slot=changed.chosen, derived=changed.scenario)
        keep(changed)
        again()


def _opened(bench: Bench) -> Opened:
    """The table as it stands open; opened anew for another plan, or where the plan was changed elsewhere."""
    board, opened = bench.board, st.session_state.get(OPEN)
    if opened is None or (opened.slot, opened.derived.categories) != (board.chosen, board.scenario.categories):
        times = opened.times + 1 if opened else 0
        opened = st.session_state[OPEN] = Opened(board.chosen, board.scenario, board.scenario, times)
    return opened


def _codes(bench: Bench, base: Scenario) -> list[str]:
    known = [name for name in bench.basis.facts.facts.categories if name]
    return known + [one.category for one in base.categories if one.category not in known]


def _row(plan: CategoryPlan, bench: Bench) -> dict[str, Any]:
    _ = bench.words
    return {
        "category": bench.category(plan.category), "pairings": plan.pairings, "hours": plan.hours,
        "months": plan.months, "form": _(FORMS.get(plan.reward.form, plan.reward.form)), "amount": plan.reward.amount,
        "when": _(WHEN.get(plan.reward.when, plan.reward.when)), "effect": _(EFFECTS.get(plan.effect, plan.effect)),
    }


def _columns(_: Words) -> dict[str, object]:
    column = st.column_config
    return {
        "category": column.TextColumn(_("Category")),
        "pairings": column.NumberColumn(_("Pairings a year"), step=1, required=True),
        "hours": column.NumberColumn(_("Hours each"), required=True),
        "months": column.NumberColumn(_("Months"), step=1, required=True),
        "form": column.SelectboxColumn(_("Reward"), options=[_(one) for one in FORMS.values()], required=True),
        "amount": column.NumberColumn(_("Euros each time"), required=True),
        "when": column.SelectboxColumn(_("When"), options=[_(one) for one in WHEN.values()], required=True),
        "effect": column.SelectboxColumn(_("Effect"), options=[_(one) for one in EFFECTS.values()], required=True),
    }


def _derived(base: Scenario, codes: list[str], edited: list[Mapping[str, Any]], bench: Bench) -> Scenario:
    """The base with the editor's rows; only what was changed in a row changes its plan."""
    _, scenario = bench.words, base
    forms, whens, effects = ({_(text): name for name, text in names.items()} for names in (FORMS, WHEN, EFFECTS))
    for code, row in zip(codes, edited, strict=True):
        plan = plan_of(base, code, bench.basis.facts.facts)
        if dict(row) == _row(plan, bench):
            continue
        reward = replace(plan.reward, form=forms[row["form"]], amount=float(row["amount"]), when=whens[row["when"]])
        changed = replace(plan, pairings=int(row["pairings"]), hours=float(row["hours"]), months=int(row["months"]),
                          effect=effects[row["effect"]], reward=reward)
        scenario = with_plan(scenario, changed)
    return scenario

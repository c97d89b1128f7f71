"""All categories of a plan in one table. The editor's input stays what it was while a reader edits:
writing its output back into it would lose what is typed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.markdown import plain
from dashboard.session.plan_comparison import keep_comparison
from dashboard.views.rewards.fields import again, say
from dashboard.views.rewards.rows import columns, derived_from, rows_of
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.rewards import Scenario

OPEN = "open_table"


@dataclass(frozen=True)
class Opened:
    """The table as it was opened: `base` is the editor's input, `derived` the plan that follows
    from all edits.
    """

    slot: str
    base: Scenario
    derived: Scenario
    times: int = 0


def show_table(view_model: RewardsViewModel) -> None:
    """The table; a change in it is a change of the plan."""
    _, comparison, opened = view_model.locale, view_model.comparison, _opened(view_model)
    codes = view_model.codes(opened.base)
    edited = st.data_editor(
        pd.DataFrame(rows_of(opened.base, codes, view_model)),
        key=f"table_{opened.times}",
        column_config=columns(_),
        hide_index=True,
        disabled=comparison.locked or ["category"],
        width="stretch",
    )
    for code in codes:
        say(view_model, f"categories.{code}")
    st.caption(plain(_("Zero pairings: the category is left out. Set the terms per category.")))
    derived = derived_from(opened.base, codes, edited.to_dict("records"), view_model)
    if derived.categories != comparison.scenario.categories:
        changed = comparison.changed(
            replace(comparison.scenario, categories=derived.categories), view_model.next_name
        )
        st.session_state[OPEN] = replace(opened, slot=changed.chosen, derived=changed.scenario)
        keep_comparison(changed)
        again()


def _opened(view_model: RewardsViewModel) -> Opened:
    """The table as it stands open; opened anew for another plan, or where the plan was changed
    elsewhere.
    """
    comparison, opened = view_model.comparison, st.session_state.get(OPEN)
    if opened is None or (opened.slot, opened.derived.categories) != (
        comparison.chosen,
        comparison.scenario.categories,
    ):
        times = opened.times + 1 if opened else 0
        opened = st.session_state[OPEN] = Opened(
            comparison.chosen, comparison.scenario, comparison.scenario, times
        )
    return opened

"""All categories of a plan in one table. The editor's input stays what it was while a reader edits:
writing its output back into it would lose what is typed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.board import keep
from dashboard.texts import plain
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.fields import again, say
from dashboard.views.rewards.rows import columns, derived_from, rows_of
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


def show_table(bench: Bench) -> None:
    """The table; a change in it is a change of the plan."""
    _, board, opened = bench.words, bench.board, _opened(bench)
    codes = bench.codes(opened.base)
    edited = st.data_editor(
        pd.DataFrame(rows_of(opened.base, codes, bench)),
        key=f"table_{opened.times}",
        column_config=columns(_),
        hide_index=True,
        disabled=board.fixed or ["category"],
        width="stretch",
    )
    for code in codes:
        say(bench, f"categories.{code}")
    st.caption(plain(_("Zero pairings: the category is left out. Set the terms per category.")))
    derived = derived_from(opened.base, codes, edited.to_dict("records"), bench)
    if derived.categories != board.scenario.categories:
        changed = board.changed(
            replace(board.scenario, categories=derived.categories), bench.next_name
        )
        st.session_state[OPEN] = replace(opened, slot=changed.chosen, derived=changed.scenario)
        keep(changed)
        again()


def _opened(bench: Bench) -> Opened:
    """The table as it stands open; opened anew for another plan, or where the plan was changed
    elsewhere.
    """
    board, opened = bench.board, st.session_state.get(OPEN)
    if opened is None or (opened.slot, opened.derived.categories) != (
        board.chosen,
        board.scenario.categories,
    ):
        times = opened.times + 1 if opened else 0
        opened = st.session_state[OPEN] = Opened(
            board.chosen, board.scenario, board.scenario, times
        )
    return opened

"""The board of one reader: kept for the visit, written to the URL, and read from a URL that
somebody else wrote.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.session.plan_links import SHOWN, SLOTS, PlanComparison, comparison
from metrics.rewards import Scenario

KEPT, WRITTEN = "board", "board_written"
NAMES = (*SLOTS, SHOWN)


def current(today: Scenario) -> tuple[PlanComparison, bool]:
    """The board, and whether all of the URL could be read.

    Two quick changes can reach the server with one and the same old URL, so a URL that this visit
    wrote itself is not read again; any other is.
    """
    query = {name: st.query_params[name] for name in NAMES if st.query_params.get(name)}
    kept, written = st.session_state.get(KEPT), st.session_state.get(WRITTEN, [])
    if kept is not None and (not query or query in written):
        found, whole = replace(kept, today=today), True
    else:
        found, whole = comparison(query, today)
    keep(found)
    return found, whole


def keep(found: PlanComparison) -> None:
    """Keeps the board and writes it to the URL."""
    query = found.to_query()
    st.session_state[KEPT] = found
    st.session_state[WRITTEN] = [*st.session_state.get(WRITTEN, [])[-50:], query]
    for name in NAMES:
        if name not in query:
            st.query_params.pop(name, None)
    if query:
        st.query_params.update(query)


def kept() -> PlanComparison:
    """The board as it is now; for what happens when a reader changes something."""
    return st.session_state[KEPT]

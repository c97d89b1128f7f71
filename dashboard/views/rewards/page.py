"""What to pay mentors: plans side by side, what each leaves, and how sure that is. A change redraws
only this page's fragment, and stands in the URL.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import plans
from dashboard.board import current
from dashboard.decisions import Basis, basis_of
from dashboard.scenarios import UNREADABLE
from dashboard.texts import plain
from dashboard.views.rewards import answer, compare
from dashboard.views.rewards.behind import show_behind
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.category import show_category
from dashboard.views.rewards.downloads import show_downloads
from dashboard.views.rewards.versions import open_link
from dashboard.views.rewards.whole import show_whole
from dashboard.visit import Visit
from metrics.i18n import N_
from metrics.rewards import Scenario
from metrics.rewards.scenario import todays_plan

QUESTION = N_("What should a mentor get?")
SIDE_BY_SIDE = 3  # columns for which there is room beside the fields


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    basis = basis_of(visit.snapshot, visit.version)
    today = replace(todays_plan(basis.facts.facts), name=_(plans.FIXED["today"]))
    open_link(today, _)
    _page(visit, basis, today, visit.head.empty())


@st.fragment
def _page(visit: Visit, basis: Basis, today: Scenario, head: Any) -> None:
    _ = visit.words
    board, whole = current(today)
    bench = Bench.of(visit, basis, board)
    if not whole:
        st.warning(plain(_(UNREADABLE)), icon=":material/warning:")
    answer.show_answer(bench, head)
    compare.choose_plan(bench)
    wide = len(bench.shown) > SIDE_BY_SIDE
    if wide:
        compare.show_comparison(bench)
    left, right = st.columns([5, 7], gap="large")
    with left:
        answer.say_corridor(bench, show_category(bench))
        show_whole(bench)
    with right:
        if not wide:
            compare.show_comparison(bench)
        answer.show_unsure(bench)
    show_behind(bench)
    show_downloads(bench)

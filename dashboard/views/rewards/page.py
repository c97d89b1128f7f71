"""What to pay mentors: plans side by side, what each leaves, and how sure that is. A change redraws
only this page's fragment, and stands in the URL.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import UNREADABLE, current_comparison
from dashboard.text import plan_text
from dashboard.views.rewards import answer, compare
from dashboard.views.rewards.behind import show_behind
from dashboard.views.rewards.category import show_category
from dashboard.views.rewards.downloads import show_downloads
from dashboard.views.rewards.versions import open_link
from dashboard.views.rewards.view_model import RewardsViewModel
from dashboard.views.rewards.whole import show_whole
from metrics.i18n import N_
from metrics.plan_basis import PlanBasis
from metrics.rewards import Scenario, todays_plan

QUESTION = N_("What should a mentor get?")
SIDE_BY_SIDE = 3  # columns for which there is room beside the fields


def show(context: PageContext) -> None:
    """The page."""
    _ = context.locale
    basis = context.company.plan_basis
    today = replace(todays_plan(basis.facts), name=_(plan_text.FIXED_PLANS["today"]))
    open_link(today, _)
    _page(context, basis, today, context.head.empty())


@st.fragment
def _page(context: PageContext, basis: PlanBasis, today: Scenario, head: Any) -> None:
    _ = context.locale
    comparison, whole = current_comparison(today)
    view_model = RewardsViewModel.of(context, basis, comparison)
    if not whole:
        st.warning(plain(_(UNREADABLE)), icon=":material/warning:")
    answer.show_answer(view_model, head)
    compare.choose_plan(view_model)
    wide = len(view_model.shown) > SIDE_BY_SIDE
    if wide:
        compare.show_comparison(view_model)
    left, right = st.columns([5, 7], gap="large")
    with left:
        answer.say_corridor(view_model, show_category(view_model))
        show_whole(view_model)
    with right:
        if not wide:
            compare.show_comparison(view_model)
        answer.show_unsure(view_model)
    show_behind(view_model)
    show_downloads(view_model)

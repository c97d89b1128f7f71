"""Saved plans: every save is a version of its own, a conflict shows both, and a link opens one."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from dashboard.views.rewards.as_saved import say_as_saved
from dashboard.views.rewards.conflict import show_conflict
from dashboard.views.rewards.save import show_form
from dashboard.views.rewards.versions import show_open
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.store import StoreError


def show_saved(view_model: RewardsViewModel) -> None:
    """The form to save with, a conflict where there is one, and the list to open from."""
    left, right = st.columns(2, gap="large")
    try:
        with left:
            show_form(view_model)
            show_conflict(view_model)
            say_as_saved(view_model)
        with right:
            show_open(view_model)
    except StoreError as error:
        st.error(plain(error.message(view_model.locale)), icon=":material/error:")

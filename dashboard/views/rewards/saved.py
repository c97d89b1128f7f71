"""Saved plans: every save is a version of its own, a conflict shows both, and a link opens one."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import plain
from dashboard.views.rewards.as_saved import say_as_saved
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.conflict import show_conflict
from dashboard.views.rewards.save import show_form
from dashboard.views.rewards.versions import show_open
from metrics.store import StoreError


def show_saved(bench: Bench) -> None:
    """The form to save with, a conflict where there is one, and the list to open from."""
    left, right = st.columns(2, gap="large")
    try:
        with left:
            show_form(bench)
            show_conflict(bench)
            say_as_saved(bench)
        with right:
            show_open(bench)
    except StoreError as error:
        st.error(plain(error.said(bench.words)), icon=":material/error:")

"""The form that withdraws a plan: why and by whom. The plan stays on the page, marked."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from metrics.disclosure import may_freeze
from metrics.i18n import N_, LocalizedError
from metrics.planning import FrozenPlan

STAYS = N_(
    "The plan stays here with its fingerprint and what came, marked as withdrawn with your reason. "
    "Its figures count as explored from then on. This cannot be undone."
)


def ask_withdrawal(context: PageContext, found: FrozenPlan) -> None:
    """Show the form below a plan that counts, for a role that may freeze one."""
    _ = context.locale
    if found.withdrawn is not None or not may_freeze(context.role):
        return
    number = found.number
    with st.expander(_("Withdraw this plan"), icon=":material/undo:", key=f"withdrawal_{number}"):
        st.caption(plain(_(STAYS)))
        reason = st.text_input(_("Why?"), max_chars=400, key=f"withdrawal_reason_{number}")
        author = st.text_input(_("Your name"), max_chars=80, key=f"withdrawal_author_{number}")
        if st.button(_("Withdraw the plan"), key=f"withdraw_{number}", icon=":material/undo:"):
            _withdraw(context, number, reason, author)


def _withdraw(context: PageContext, number: int, reason: str, author: str) -> None:
    try:
        queries.withdraw_plan(number, reason, role=context.role, author=author)
    except LocalizedError as error:
        st.error(plain(error.message(context.locale)))
        return
    st.rerun()

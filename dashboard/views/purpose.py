"""The form that opens names: author and purpose are logged before anything is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from dashboard.markdown import plain
from dashboard.session import keys
from dashboard.session.page_context import PageContext
from metrics.disclosure import RefusedError, sees_names
from metrics.i18n import Locale
from metrics.store import StoreError


def ask_purpose(
    context: PageContext, name: str, title: str, button: str, tell: Callable[..., Any]
) -> Any | None:
    """Return what `tell(purpose=, author=)` gave this reader while they stay; None until then.

    `name` tells the questions apart among the widgets. A role that may not see names reads that
    instead of the form. What was opened in another role or for other data is not shown.
    """
    _ = context.locale
    key = keys.named_people(name)
    if not sees_names(context.role):
        st.caption(plain(RefusedError(context.role).message(_)))
        return None
    who = (context.company.source.id, context.role)
    kept, known = st.session_state.get(key, (None, None))
    if kept == who:
        return known
    with st.expander(title), st.form(name, border=False):
        st.caption(
            plain(
                _(
                    "Only for people who will talk with them or lead the programme. Your "
                    "name, the purpose and the time are logged."
                )
            )
        )
        author = st.text_input(_("Your name"), max_chars=80, key=f"{name}_author")
        purpose = st.text_input(_("Purpose"), max_chars=400, key=f"{name}_purpose")
        if st.form_submit_button(button, icon=":material/badge:", key=f"{name}_open"):
            with told_why_not(_):
                st.session_state[key] = who, tell(purpose=purpose, author=author)
                st.rerun()
    return None


@contextmanager
def told_why_not(_: Locale) -> Iterator[None]:
    """Says on the page why what the block asks was refused, or could not be kept."""
    try:
        yield
    except (StoreError, RefusedError) as error:
        st.error(plain(error.message(_)), icon=":material/error:")

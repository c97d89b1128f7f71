"""A metric of the company's own that cannot be read or computed: its sentence, on its own page
only.
"""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from dashboard.session.page_context import PageContext


def show_fault(context: PageContext, title: str, sentence: str) -> None:
    """The page."""
    _ = context.locale
    context.head.title(plain(title), anchor=False)
    st.error(plain(sentence), icon=":material/error:")
    st.markdown(
        plain(
            _(
                "The other pages are not affected. Fix the file; this page then reads it "
                "again automatically."
            )
        )
    )

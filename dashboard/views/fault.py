"""A metric of the company's own that cannot be read or computed: its sentence, on its own page
only.
"""

from __future__ import annotations

import streamlit as st

from dashboard.texts import plain
from dashboard.visit import Visit


def show_fault(visit: Visit, title: str, sentence: str) -> None:
    """The page."""
    _ = visit.words
    visit.head.title(plain(title), anchor=False)
    st.error(plain(sentence), icon=":material/error:")
    st.markdown(
        plain(
            _(
                "The other pages are not affected. Fix the file; this page then reads it "
                "again automatically."
            )
        )
    )

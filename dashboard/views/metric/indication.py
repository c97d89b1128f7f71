"""What can be said of a metric while its verdict is "cannot tell"."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import bold, plain, table
from dashboard.text.glossary import meaning
from dashboard.text.indication_text import study_rows
from metrics.disclosure import (
    INDICATION_TITLE,
    ReleasedAnswer,
    indication_lines,
    redrawn_lines,
)
from metrics.i18n import Locale
from metrics.value import expectation


def show_indication(answer: ReleasedAnswer, _: Locale) -> None:
    """Show the indication and the test by lot, each in a box; nothing where there is none."""
    lines = indication_lines(answer, _)
    known = expectation(answer.metric.name)
    if lines and known is not None:
        with st.container(border=True, key="indication"):
            st.subheader(plain(_(INDICATION_TITLE)), anchor=False, help=meaning("indication", _))
            first, *others = lines
            st.markdown(bold(first))
            st.markdown(plain(" ".join(others)))
            with st.expander(_("Which studies, and how much of each is used")):
                header, rows = study_rows(known, _)
                st.markdown(table(header, [[plain(cell) for cell in row] for row in rows], right=9))
                st.markdown(plain(_(known.judgement)))
    for line in redrawn_lines(answer, _):
        with st.container(border=True, key="redrawn"):
            st.subheader(
                plain(_("Could it be chance?")), anchor=False, help=meaning("redrawn_pairings", _)
            )
            st.markdown(plain(line))

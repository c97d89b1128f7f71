"""What a check found in files, in the reader's language: where, what is the matter, what to do."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.text.quantities import count
from metrics.disclosure import ReleasedFinding, ReleasedFindings
from metrics.i18n import N_, Locale

MASKED = N_(
    "An ellipsis (…) replaces details about one person. The person who manages the files reads "
    "them in full with: mentoring-roi check DIR"
)
LINES = N_("lines: {n}")
LISTED = 50
SEVERITIES = {
    "fatal": N_("blocks loading"),
    "warning": N_("check this"),
    "note": N_("for information"),
}


def show_findings(released: ReleasedFindings, _: Locale, *, title: str) -> None:
    """Show the findings, the worst first."""
    found = released.findings
    with st.expander(
        f"{title}: {_.number(len(found))}", expanded=bool(found), icon=":material/rule:"
    ):
        if not found:
            st.markdown(plain(_("There are no findings.")))
            return
        rows = [
            (
                plain(_(SEVERITIES[one.severity])),
                plain(_place(one, _)),
                plain(one.message),
                plain(one.remedy),
            )
            for one in found[:LISTED]
        ]
        st.markdown(table(["", _("Where"), _("What was found"), _("What to do")], rows, right=4))
        if len(found) > LISTED:
            st.caption(plain(_("The first {n} are shown. Fix those and check again.", n=LISTED)))
        if released.masked:
            st.caption(plain(_(MASKED)))


def _place(one: ReleasedFinding, _: Locale) -> str:
    line = _("line {n}", n=one.line) if one.line else ""
    lines = _(LINES, n=count(one.lines, _)) if one.lines else ""
    return ", ".join(part for part in (one.file, line, one.column, lines) if part)

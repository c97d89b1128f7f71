"""What a check found in files, in the reader's language: where, what is the matter, what to do."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import plain, table
from metrics.words import N_, Words

LISTED = 50
SEVERITIES = {"fatal": N_("stops the load"), "warning": N_("look at it"), "note": N_("to know")}


def show_findings(report: dict, _: Words, *, title: str) -> None:
    """The findings of a report (`Report.to_dict`), the worst first."""
    found = report["findings"]
    with st.expander(f"{title}: {_.number(len(found))}", expanded=bool(found), icon=":material/rule:"):
        if not found:
            st.markdown(plain(_("Nothing was found to be wrong.")))
            return
        rows = [(plain(_(SEVERITIES[one["severity"]])), plain(_place(one, _)), plain(one["says"]), plain(one["mend"]))
                for one in found[:LISTED]]
        st.markdown(table(["", _("Where"), _("What is the matter"), _("What to do")], rows, right=4))
        if len(found) > LISTED:
            st.caption(plain(_("The first {n} are shown; mend those and check again.", n=LISTED)))


def _place(one: dict, _: Words) -> str:
    parts = [one["file"] or one["table"], _("line {n}", n=one["line"]) if one["line"] else "", one["column"]]
    return ", ".join(part for part in parts if part)

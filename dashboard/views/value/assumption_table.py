"""The assumptions: what is not measured, its source, and what the company changed."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import quantities
from metrics.i18n import N_
from metrics.value import default_assumptions

GRADES = {
    "source": N_("source"),
    "secondary": N_("secondary source"),
    "derived": N_("derived"),
    "judgement": N_("judgement"),
}


def show_assumptions(context: PageContext) -> None:
    """Show the table of all assumptions."""
    _ = context.locale
    st.subheader(plain(_("Assumptions, not measured")), anchor=False)
    used = context.company.assumptions
    usual = default_assumptions()
    changed = [name for name, one in used.items() if one != usual[name]]
    st.markdown(
        plain(
            _("Changed from the product's defaults: {names}.", names=", ".join(changed))
            if changed
            else _("These are the product's defaults, unchanged.")
        )
    )
    rows = [
        (
            plain(_(one.meaning)),
            *(plain(quantities.assumption_value(end, _)) for end in (one.low, one.base, one.high)),
            plain(_(one.unit)),
            plain(_(GRADES[one.grade])),
            plain(_(one.source)),
        )
        for one in used.values()
    ]
    header = ["", _("Low"), _("Base"), _("High"), _("Unit"), _("Source type"), _("Source")]
    with st.expander(
        _("All assumptions with their sources"), icon=":material/list:", expanded=True
    ):
        st.markdown(table(header, rows, right=7))

"""Where people stay longer: a small table of the categories, the largest gain first."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.text import quantities
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale


def show_where(groups: dict[str, ReleasedAnswer], _: Locale, *, begun: bool) -> None:
    """The table; `groups` are the answers by the name of the category, `begun` whether anybody was
    paired.
    """
    st.subheader(plain(_("Retention by category")), anchor=False)
    if not groups:
        st.markdown(
            plain(
                _("The pairings do not name a category.")
                if begun
                else _("No pairing has started yet. See the top categories below.")
            )
        )
        return
    told = sorted(
        (a for a in groups.items() if a[1].estimate), key=lambda row: -row[1].estimate.estimate
    )
    untold = [row for row in groups.items() if row[1].estimate is None]
    rows = [
        (plain(name).replace(" ", "\u00a0"), *map(plain, _cells(answer, _)))
        for name, answer in told + untold
    ]
    st.markdown(table([_("Category"), _("Months"), _("Range"), ""], rows, right=4))


def _cells(answer: ReleasedAnswer, _: Locale) -> tuple[str, str, str]:
    """Estimate, interval and verdict of one category."""
    if answer.estimate is None:
        needed = (
            _("too few: about {n} needed", n=_.number(answer.needed))
            if answer.needed
            else _("too few to show")
        )
        return "–", "–", needed
    verdict = {"more": _("longer"), "less": _("shorter")}.get(answer.verdict, _("not clear yet"))
    bounds = quantities.signed_bounds(answer.estimate, answer.metric, _).replace(" ", "\u00a0")
    return _.signed(answer.estimate.estimate, answer.metric.digits), bounds, verdict

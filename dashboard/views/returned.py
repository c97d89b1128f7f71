"""The first lens: what mentoring returned and what it cost, each with its range."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import bold, plain, table
from metrics.disclosure import NotShown, ReleasedReturn
from metrics.i18n import Locale
from metrics.value import Quantiles


def show_returned(found: ReleasedReturn | NotShown | None, _: Locale) -> list[list[object]]:
    """The table; its rows for the download, none where that cannot be told."""
    if not isinstance(found, ReleasedReturn):
        return []
    parts = [
        (_("Exits avoided: replacement cost saved, first 12 months"), found.retention),
        (_("Performance gain, as far as review scores show it"), found.performance),
        (_("Total return"), found.gain),
        (_("Hours of mentors and mentees"), found.time_cost),
        (_("Coordination"), found.coordinator_cost),
        (_("Total cost"), found.cost),
    ]
    shown = [_line(name, spread, _) for name, spread in parts]
    per_euro = (
        _.money(end, 2)
        for end in (found.per_euro.median, found.per_euro.low95, found.per_euro.high95)
    )
    middle, low, high = per_euro
    shown.append(
        (bold(_("Return per euro")), bold(middle), _("{low} to {high}", low=low, high=high))
    )
    st.markdown(table(["", _("Median"), _("Range")], shown))
    st.caption(
        plain(
            _(
                (
                    "In 95 of 100 simulated outcomes the amount lies within this range. "
                    "Measured effects and assumptions vary together. Mean salary of mentees: "
                    "{salary}, rounded."
                ),
                salary=_.money(found.salary),
            )
        )
    )
    return [[name, spread.low95, spread.median, spread.high95] for name, spread in parts if spread]


def _line(name: str, spread: Quantiles | None, _: Locale) -> tuple[str, str, str]:
    if spread is None:
        return plain(name), plain(_("cannot tell yet")), plain(_("counted as zero"))
    low, high = (_.money_short(end) for end in (spread.low95, spread.high95))
    return (
        plain(name),
        plain(_.money_short(spread.median)),
        plain(_("{low} to {high}", low=low, high=high)),
    )

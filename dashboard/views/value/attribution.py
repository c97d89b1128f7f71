"""The attribution: value by category and by the mentors' department, job family and grade."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session import keys, url_state
from dashboard.session.page_context import PageContext
from dashboard.text import quantities
from metrics.disclosure import GAIN, Count, ReleasedPartReturn
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP
from metrics.value import (
    ATTRIBUTION_COLUMNS,
    PERFORMANCE,
    RETENTION,
    MentoringReturn,
    Quantiles,
)

NO_RANKING = N_(
    "The order is alphabetical: it shows where to look and is not a ranking. The parts need "
    "not add up to the whole, because each part has its own comparison group. Categories have "
    "wider ranges because several are tested together. Groups of mentors are pulled towards "
    "their common mean. Every mentee counts at the same mean salary. Too few to separate: an "
    "answer about one part alone needs at least {n} pairings and {n} mentors. Pairings and "
    "mentors: those compared for the first amount, then for the second. They are rounded up to "
    "tens where a small group could otherwise be recognised."
)
TOO_FEW = N_("too few to separate")
HIDDEN = N_("not shown (privacy)")
WHOLE = N_("the whole programme")
LABELS = {
    "category": N_("Category"),
    "mentor_department": N_("Mentor's department"),
    "mentor_job_family": N_("Mentor's job family"),
    "mentor_grade": N_("Mentor's job level"),
}


def show_attributed(context: PageContext, whole: MentoringReturn) -> None:
    """Show the parts in alphabetical order, below the whole."""
    _ = context.locale
    st.subheader(plain(_("Value breakdown")), anchor=False)
    url_state.show_in_widget(
        keys.VALUE_BREAKDOWN, "by", ATTRIBUTION_COLUMNS, ATTRIBUTION_COLUMNS[0]
    )
    chosen = st.segmented_control(
        _("By"),
        ATTRIBUTION_COLUMNS,
        required=True,
        format_func=lambda name: _(LABELS[name]),
        key=keys.VALUE_BREAKDOWN,
        on_change=url_state.write_from_widget,
        args=("by", keys.VALUE_BREAKDOWN),
        label_visibility="collapsed",
    )
    column = chosen or ATTRIBUTION_COLUMNS[0]
    released = queries.attribution(context.company, column)
    if released is None or not released.parts:
        st.markdown(plain(_("The data do not show this for any pairing.")))
        return
    named = [(context.name(column, part.value), part) for part in released.parts]
    parts = sorted(named, key=lambda row: row[0].casefold())
    header = [
        _(LABELS[column]),
        _("Exits avoided"),
        _("Performance gain"),
        _("Total"),
        _("Pairings"),
        _("Mentors"),
    ]
    first = (
        plain(_(WHOLE)),
        *(_money(one, _) for one in (whole.retention, whole.performance, whole.gain)),
        "",
        "",
    )
    st.markdown(table(header, [first, *(_row(name, part, _) for name, part in parts)]))
    st.caption(plain(_(NO_RANKING, n=SMALLEST_GROUP)))


def _row(name: str, part: ReleasedPartReturn, _: Locale) -> tuple[str, ...]:
    figures = {RETENTION: part.retention, PERFORMANCE: part.performance, GAIN: part.gain}
    money = (
        plain(_(HIDDEN)) if figure in part.hidden else _money(value, _)
        for figure, value in figures.items()
    )
    return plain(name), *money, _counts(part.pairings, _), _counts(part.mentors, _)


def _money(one: Quantiles | None, _: Locale) -> str:
    if one is None:
        return plain(_(TOO_FEW))
    low, high = (_.money_short(end).replace(" ", "\u00a0") for end in (one.low95, one.high95))
    return plain(
        _("{middle} ({low} to {high})", middle=_.money_short(one.median), low=low, high=high)
    )


def _counts(counts: Mapping[str, Count], _: Locale) -> str:
    return plain(" · ".join(quantities.count(counts[name], _) for name in (RETENTION, PERFORMANCE)))

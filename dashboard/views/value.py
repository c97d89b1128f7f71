"""Money, seen twice and never added: what mentoring returned, and what its hours would have cost from outside."""

from __future__ import annotations

import streamlit as st

from dashboard import sentences, worth
from dashboard.pieces import download
from dashboard.texts import bold, plain, table
from dashboard.views.assumptions import show_assumptions
from dashboard.views.attributed import show_attributed
from dashboard.views.nothing import show_nothing
from dashboard.views.outside import show_outside
from dashboard.visit import Visit
from metrics.disclosure import ReleasedHours, ReleasedOutcome
from metrics.value.outcome import Spread
from metrics.words import Words


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    if visit.snapshot is None:
        show_nothing(visit, _("What did mentoring return, and what did it cost?"))
        return
    released, hours = worth.outcome(visit.snapshot), worth.hours(visit.snapshot)
    _title(visit, released)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(plain(_("What it returned")), anchor=False)
        rows = _returned(released, _)
        st.markdown(plain(sentences.why_no_money(released, hours, _)))
    with right:
        st.subheader(plain(_("What its hours would have cost from outside")), anchor=False)
        show_outside(visit, hours)
    if released and released.outcome:
        show_attributed(visit, released.outcome)
    show_assumptions(visit)
    outside = [[visit.name("category", row.category) or _("all"), *_ends(row)] for row in hours]
    download(visit, "value", [_("what"), _("low"), _("middle"), _("high")], [*rows, *outside])


def _title(visit: Visit, released: ReleasedOutcome | None) -> None:
    _ = visit.words
    outcome = released.outcome if released else None
    if outcome is None:
        visit.head.title(plain(_("What mentoring returned cannot be told yet")), anchor=False)
        return
    visit.head.title(plain(_("Mentoring returned {gain} and cost {cost}", gain=_.money_short(outcome.gain.middle),
                             cost=_.money_short(outcome.cost.middle))), anchor=False)
    st.markdown(plain(_(
        "{sure} that it pays · for the {n} mentees who could be compared, all hours of everybody counted as cost",
        sure=sentences.certainty(outcome.pays, _), n=_.number(outcome.mentees))))


def _returned(released: ReleasedOutcome | None, _: Words) -> list[list[object]]:
    """Shows the outcome lens; its rows for the download."""
    if released is None or released.outcome is None:
        return []
    found = released.outcome
    parts = [
        (_("Leavers who stayed: cost of replacing them avoided, first 12 months"), found.stayed),
        (_("Work done better, as far as review scores show it"), found.performed),
        (_("Returned together"), found.gain),
        (_("Hours of mentors and mentees"), found.time_cost),
        (_("Coordination"), found.coordinator_cost),
        (_("Cost together"), found.cost),
    ]
    shown = [_line(name, spread, _) for name, spread in parts]
    per_euro = (_.money(end, 2) for end in (found.per_euro.middle, found.per_euro.low95, found.per_euro.high95))
    middle, low, high = per_euro
    shown.append((bold(_("Returned per euro")), bold(middle), _("{low} to {high}", low=low, high=high)))
    st.markdown(table(["", _("Middle"), _("Between")], shown))
    st.caption(plain(_("In 95 of 100 draws the figure lies between these ends; measured effects and assumptions are "
                       "drawn together. Mean salary of mentees: {salary}, rounded.",
                       salary=_.money(released.salary))))
    return [[name, spread.low95, spread.middle, spread.high95] for name, spread in parts if spread]


def _line(name: str, spread: Spread | None, _: Words) -> tuple[str, str, str]:
    if spread is None:
        return plain(name), plain(_("cannot tell yet")), plain(_("counted as nothing"))
    low, high = (_.money_short(end) for end in (spread.low95, spread.high95))
    return plain(name), plain(_.money_short(spread.middle)), plain(_("{low} to {high}", low=low, high=high))


def _ends(row: ReleasedHours) -> list[float | None]:
    return [None] * 3 if row.outside is None else [row.outside.low, row.outside.base, row.outside.high]

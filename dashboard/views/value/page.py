"""Money in two views that are never added: the return, and the consultant equivalent."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart, show_download, show_verdict, titled
from dashboard.figures.return_range import return_range
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, return_text
from dashboard.text.glossary import meaning
from dashboard.views.value.assumption_table import show_assumptions
from dashboard.views.value.attribution import show_attributed
from metrics.disclosure import NotShown, ReleasedHours, ReleasedReturn
from metrics.evaluate import CONTRADICTED
from metrics.i18n import N_, Locale
from metrics.value import Quantiles

RETURNED_AND_COST = N_("Mentoring returned {gain} and cost {cost}")
CONTRADICTED_VALUE = N_("Mentoring cost {cost}; the checks contradict what it seems to return")
BASIS = N_("{sure} · for the {n} mentees who could be compared; everyone's hours count as cost")
CONTRADICTED_BASIS = N_(
    "The amounts are for the {n} mentees who could be compared; do not decide on them"
)
QUESTION = N_("What did mentoring return, and what did it cost?")


def show(context: PageContext) -> None:
    """Show the return, the consultant equivalent, the attribution and the assumptions."""
    _ = context.locale
    released = queries.return_on_mentoring(context.company)
    hours = queries.hours(context.company)
    _title(context, released)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(plain(_("Return and cost")), anchor=False, help=meaning("return_per_euro", _))
        rows = show_returned(released, _)
        st.markdown(
            plain(
                answer_text.no_return_reason(
                    released, hours, _, begun=queries.has_pairings(context.company)
                )
            )
        )
    with right:
        st.subheader(
            plain(_("Consultant equivalent of the hours")),
            anchor=False,
            help=meaning("consultant_equivalent", _),
        )
        show_outside(context, hours)
    if isinstance(released, ReleasedReturn):
        show_attributed(context, released)
    show_assumptions(context)
    outside = [[context.name("category", row.category) or _("all"), *_ends(row)] for row in hours]
    show_download(
        context, "value", [_("item"), _("low"), _("middle"), _("high")], [*rows, *outside]
    )


def _title(context: PageContext, outcome: ReleasedReturn | NotShown | None) -> None:
    _ = context.locale
    if not isinstance(outcome, ReleasedReturn):
        context.head.title(plain(_("Cannot tell yet what mentoring returned")), anchor=False)
        return
    contradicted = outcome.verdict.word == CONTRADICTED
    title = _(
        CONTRADICTED_VALUE if contradicted else RETURNED_AND_COST,
        gain=_.money_short(outcome.gain.median),
        cost=_.money_short(outcome.cost.median),
    )
    context.head.title(titled(title, outcome.verdict, _), anchor=False)
    show_verdict(outcome.verdict, _)
    certain = _(
        CONTRADICTED_BASIS if contradicted else BASIS,
        sure=return_text.how_sure(outcome, _),
        n=_.number(outcome.mentees),
    )
    st.markdown(plain(certain))


def _ends(row: ReleasedHours) -> list[float | None]:
    return (
        [None] * 3 if row.outside is None else [row.outside.low, row.outside.base, row.outside.high]
    )


def show_returned(found: ReleasedReturn | NotShown | None, _: Locale) -> list[list[object]]:
    """Show the return as a table; return its rows for the download, none if it cannot be told."""
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
    rows = [[name, spread.low95, spread.median, spread.high95] for name, spread in parts if spread]
    wider = found.hidden_trait
    if wider:
        name = _("Return per euro, also with a hidden trait as strong as the last review")
        low, high = (_.money(end, 2) for end in (wider.per_euro_low, wider.per_euro_high))
        shown.append((plain(name), "", plain(_("{low} to {high}", low=low, high=high))))
        rows.append([name, wider.per_euro_low, found.per_euro.median, wider.per_euro_high])
    st.markdown(table(["", _("Median"), _("Range")], shown))
    show_chart(return_range(found, _), _, key="return_range")
    explained = return_text.hidden_trait_explained(found, _)
    st.caption(plain(f"{return_text.wider_range(found, _)} {explained}"))
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
    return rows


def _line(name: str, spread: Quantiles | None, _: Locale) -> tuple[str, str, str]:
    if spread is None:
        return plain(name), plain(_("cannot tell")), plain(_("counted as zero"))
    low, high = (_.money_short(end) for end in (spread.low95, spread.high95))
    return (
        plain(name),
        plain(_.money_short(spread.median)),
        plain(_("{low} to {high}", low=low, high=high)),
    )


NO_MEETINGS = N_(
    "No meetings are loaded. Load them to see what the hours cost in-house and externally."
)
NEVER_ADDED = N_(
    "A separate view of the same hours. It is money saved only where you would really have "
    "bought them. It is never added to the return."
)


def show_outside(context: PageContext, hours: tuple[ReleasedHours, ...]) -> None:
    """Show the consultant equivalent by category, the total last."""
    _ = context.locale
    if not hours:
        st.markdown(
            plain(
                _(NO_MEETINGS)
                if queries.has_pairings(context.company)
                else _("No one has met yet, because no pairing has started.")
            )
        )
        return
    rows = [
        (
            plain(context.name("category", row.category) if row.category else _("Total")),
            *_prices(row, _),
        )
        for row in (*hours[1:], hours[0])
    ]
    st.markdown(
        table([_("Category"), _("Hours"), _("In-house"), _("External"), _("External, range")], rows)
    )
    st.caption(plain(_(NEVER_ADDED)))


def _prices(row: ReleasedHours, _: Locale) -> tuple[str, ...]:
    if row.hours is None or row.inside is None or row.outside is None:
        return plain(_("too few to show")), "–", "–", "–"
    low = _.money_short(row.outside.low)
    high = _.money_short(row.outside.high)
    return (
        plain(_.number(row.hours)),
        plain(_.money_short(row.inside.base)),
        plain(_.money_short(row.outside.base)),
        plain(_("{low} to {high}", low=low, high=high)),
    )

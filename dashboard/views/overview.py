"""Does it pay, where, and how sure is that: one screen, without a chart to wait for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from dashboard.text.caveats import caveats
from dashboard.views.cards import four_cards
from dashboard.views.next import show_next
from dashboard.views.where import show_where
from metrics.disclosure import NotShown, ReleasedReturn
from metrics.i18n import N_
from metrics.scope import Scope

BETWEEN = N_("between {low} and {high} · {sure} that it pays · {loaded}")
CANNOT_TELL = N_("Cannot tell yet whether mentoring pays")
RETURNED = N_("Mentoring returned {amount} per euro spent")
QUESTION = N_("Does mentoring pay?")
SURELY_NOT = 0.05


def show(context: PageContext) -> None:
    """The page."""
    _ = context.locale
    outcome = queries.return_on_mentoring(context.company)
    _headline(context, outcome)
    answers = {
        name: queries.answer(context.company, name, Scope())
        for name in ("retention", "performance", "mentoring_hours")
    }
    four_cards(context, answers)
    left, right = st.columns([6, 5], gap="large")
    groups = {
        context.name("category", value): answer
        for value, answer in queries.answers_by(
            context.company, "retention", "category", Scope()
        ).items()
    }
    with left:
        show_where(groups, _, begun=queries.has_pairings(context.company))
    with right:
        _unsure(context, answers, groups, outcome)
    show_next(context)


def _headline(context: PageContext, outcome: ReleasedReturn | NotShown | None) -> None:
    _ = context.locale
    report = queries.report(context.company, _.language)
    company = f"{report['company']} · " if report["company"] else ""
    loaded = company + _(
        "{n} staff, data as of {day}",
        n=quantities.count(queries.staff(context.company), _),
        day=_.date(date.fromisoformat(report["as_of"])),
    )
    if not isinstance(outcome, ReleasedReturn):
        context.head.title(plain(_(CANNOT_TELL)), anchor=False)
        why = answer_text.no_return_reason(
            outcome, queries.hours(context.company), _, begun=queries.has_pairings(context.company)
        )
        st.markdown(plain(f"{why} {loaded}."))
        return
    per_euro = outcome.per_euro
    low, middle, high = (
        _.money(end, 2) for end in (per_euro.low95, per_euro.median, per_euro.high95)
    )
    title = _(RETURNED, amount=middle)
    if outcome.pays < SURELY_NOT:
        title = _("Mentoring did not earn back its cost: {amount} per euro", amount=middle)
    context.head.title(plain(title), anchor=False)
    text = _(
        BETWEEN,
        low=low,
        high=high,
        loaded=loaded,
        sure=quantities.certainty(outcome.pays, _),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(text), width="content")
        st.page_link(
            context.pages["value"], label=_("See how we know"), icon=":material/fact_check:"
        )


def _unsure(
    context: PageContext, answers: dict, groups: dict, outcome: ReleasedReturn | NotShown | None
) -> None:
    _ = context.locale
    st.subheader(plain(_("Open questions")), anchor=False)
    headlines = {
        name: answers[name]
        for name in ("retention", "performance")
        if not queries.missing_tables(context.company, answers[name].metric.name)
    }
    found = caveats(
        _,
        absent=queries.absent_tables(context.company),
        headlines=headlines,
        groups=groups,
        outcome=outcome,
        assumptions=context.company.assumptions,
    )
    for doubt in found:
        st.markdown(f"- {plain(doubt.text)} *{plain(doubt.next_step)}*")
    if not found:
        st.markdown(plain(_("Nothing stands out. Each page lists the assumptions of its method.")))

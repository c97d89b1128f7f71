"""Does it pay, where, and how sure is that: one screen, without a chart to wait for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart, show_verdict, titled, verdict_badge
from dashboard.figures.return_range import return_range
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities, return_text
from dashboard.text.caveats import caveats
from dashboard.text.glossary import meaning
from dashboard.text.indication_text import short_indication
from dashboard.text.plan_sentences import came_sentence
from dashboard.views.overview.next_steps import show_next
from metrics.contract import TABLES
from metrics.disclosure import NotShown, ReleasedAnswer, ReleasedHours, ReleasedReturn, verdict_word
from metrics.evaluate import CANNOT_TELL as UNDECIDED
from metrics.evaluate import CONTRADICTED
from metrics.i18n import N_, Locale
from metrics.scope import Scope

BETWEEN = N_("between {low} and {high} · {sure}")
CANNOT_TELL = N_("Cannot tell yet whether mentoring pays")
CONTRADICTED_RETURN = N_("The checks contradict what mentoring seems to return")
NOT_TO_BE_USED = N_(
    "{amount} per euro by calculation, between {low} and {high}: do not decide on it"
)
RETURNED = N_("Mentoring returned {amount} per euro spent")
NEXT_STEPS = N_("What to do next, and why")
QUESTION = N_("Does mentoring pay?")
LOSS_PROBABILITY = 0.05


def show(context: PageContext) -> None:
    """Show the headline, four cards, the categories, the open questions and the next steps."""
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
        _open_questions(context, answers, groups, outcome)
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
    title = return_title(outcome, middle, _)
    context.head.title(titled(title, outcome.verdict, _), anchor=False)
    text = _(
        BETWEEN,
        low=low,
        high=high,
        sure=return_text.how_sure(outcome, _),
    )
    if outcome.verdict.word == CONTRADICTED:
        text = _(NOT_TO_BE_USED, amount=middle, low=low, high=high)
    show_verdict(outcome.verdict, _)
    st.markdown(plain(text))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(loaded), width="content")
        st.page_link(
            context.pages["value"], label=_("See how we know"), icon=":material/fact_check:"
        )
        st.page_link(
            context.pages["analysis_plan"], label=_("Analysis plan"), icon=":material/lock:"
        )
    show_chart(return_range(outcome, _), _, key="return_range")
    st.caption(plain(return_text.wider_range(outcome, _)))


def return_title(outcome: ReleasedReturn, middle: str, _: Locale) -> str:
    """Return the page's message; without the figure where the checks contradict it."""
    if outcome.verdict.word == CONTRADICTED:
        return _(CONTRADICTED_RETURN)
    if outcome.verdict.word == UNDECIDED:
        return _("Cannot tell yet whether mentoring pays: {amount} per euro so far", amount=middle)
    if outcome.pays < LOSS_PROBABILITY:
        return _("Mentoring did not earn back its cost: {amount} per euro", amount=middle)
    return _(RETURNED, amount=middle)


def _open_questions(
    context: PageContext, answers: dict, groups: dict, outcome: ReleasedReturn | NotShown | None
) -> None:
    _ = context.locale
    st.subheader(plain(_(NEXT_STEPS)), anchor=False)
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
    for caveat in found:
        step = f" {bold(caveat.next_step)}" if caveat.next_step else ""
        st.markdown(f"- {plain(caveat.text)}{step}")
    if not found:
        st.markdown(plain(_("Nothing stands out. Each page lists the assumptions of its method.")))


NOT_ADDED = N_("A separate view of the same hours: not added to the return")
NO_ANSWER_YET = N_("cannot tell")
NOT_KNOWN = N_("not known")


def four_cards(context: PageContext, answers: dict[str, ReleasedAnswer]) -> None:
    """Show the cards side by side, each with a link to its page; `answers` by metric."""
    _ = context.locale
    stay, perform, met, outside = st.columns(4)
    with stay:
        _effect(
            context,
            _("Retention"),
            answers["retention"],
            term=meaning("months_retained", _),
        )
    with perform:
        _effect(
            context,
            _("Performance"),
            answers["performance"],
            term=meaning("corrected_effect", _),
        )
    with met:
        _hours(context, answers["mentoring_hours"])
    with outside:
        _outside(context, queries.hours(context.company))


def _card(
    label: str,
    figure: str,
    beside: str,
    note: str,
    page: st.Page,
    link: str,
    *,
    help: str,
    verdict: str = "",
) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, figure, help=help)
        st.markdown(f"{plain(beside)} {verdict}")
        st.caption(plain(note))
        st.page_link(page, label=link, icon=":material/arrow_forward:")


def _effect(context: PageContext, label: str, answer: ReleasedAnswer, *, term: str) -> None:
    _ = context.locale
    page = context.pages[answer.metric.name]
    link = _(answer.metric.title)
    if tables := queries.missing_tables(context.company, answer.metric.name):
        names = ", ".join(TABLES[table].title(_.language) for table in tables)
        _card(
            label,
            _(NOT_KNOWN),
            _("Load {names} to see it.", names=names),
            "",
            page,
            link,
            help=term,
        )
        return
    if answer.estimate is None:
        why = " ".join(
            answer_text.mentees_needed(answer, _) or answer_text.no_estimate_reasons(answer, _)
        )
        note = short_indication(answer, _)
        _card(label, _(NO_ANSWER_YET), why, note, page, link, help=term)
        return
    bounds = quantities.signed_bounds(answer.estimate, answer.metric, _)
    sure = bounds if answer.estimate.excludes_zero else _("not clear yet: {bounds}", bounds=bounds)
    gain = quantities.signed_quantity(answer.estimate.estimate, answer.metric, _)
    word = verdict_badge(answer.verdict, _) if answer.verdict else ""
    naive = answer_text.naive_line(answer, _)
    note = " · ".join(filter(None, (naive, answer.standing.title(_))))
    if came := came_sentence(answer, queries.plan_book(), _):
        note = f"{note}. {came}"
    _card(label, gain, sure, note, page, link, help=term, verdict=word)


def _hours(context: PageContext, answer: ReleasedAnswer) -> None:
    _ = context.locale
    term = meaning("agreed_hours", _)
    page = context.pages["mentoring_hours"]
    label = _("Mentoring hours")
    link = _("By category")
    if not queries.has_pairings(context.company):
        _card(label, _("none yet"), _("No pairing has started yet."), "", page, link, help=term)
        return
    total = answer.parts[0] if answer.estimate is not None else None
    if total is None or not total.numerator or not total.denominator:
        todo = _("Load meetings and agreed hours to see whether the agreed hours are met.")
        _card(label, _(NOT_KNOWN), todo, "", page, link, help=term)
        return
    _card(
        label,
        _.number(total.numerator),
        _("of {agreed} agreed hours", agreed=_.number(total.denominator)),
        _(
            "{share} met; running pairings count in full",
            share=_.percent(total.numerator / total.denominator),
        ),
        page,
        link,
        help=term,
    )


def _outside(context: PageContext, rows: tuple[ReleasedHours, ...]) -> None:
    _ = context.locale
    term = meaning("consultant_equivalent", _)
    page = context.pages["consultant_value"]
    label = _("Consultant equivalent")
    link = _("By category and year")
    if not queries.has_pairings(context.company):
        _card(label, _("none yet"), _("No pairing has started yet."), "", page, link, help=term)
        return
    whole = rows[0] if rows else None
    if whole is None or whole.outside is None or whole.inside is None:
        todo = _("Load meetings to see what these hours would have cost from consultants.")
        _card(label, _(NOT_KNOWN), todo, "", page, link, help=term)
        return
    _card(
        label,
        _.money_short(whole.outside.base),
        _("in-house: {inside}", inside=_.money_short(whole.inside.base)),
        _(NOT_ADDED),
        page,
        link,
        help=term,
    )


def show_where(groups: dict[str, ReleasedAnswer], _: Locale, *, begun: bool) -> None:
    """Show retention by category.

    `groups` are the answers by category name; `begun` says whether anyone was paired.
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
    effects = {name: one.estimate.estimate for name, one in groups.items() if one.estimate}
    told = [(name, groups[name]) for name in sorted(effects, key=lambda name: -effects[name])]
    untold = [row for row in groups.items() if row[1].estimate is None]
    rows = [
        (plain(name).replace(" ", "\u00a0"), *map(plain, _cells(answer, _)))
        for name, answer in told + untold
    ]
    with st.container(key="retention_by_category"):  # its rows are low: dashboard/narrow.css
        st.markdown(table([_("Category"), _("Months"), _("Range"), _("Verdict")], rows, right=4))


def _cells(answer: ReleasedAnswer, _: Locale) -> tuple[str, str, str]:
    """Estimate, interval and verdict of one category."""
    if answer.estimate is None:
        needed = (
            _("about {n} mentees needed", n=_.number(answer.needed))
            if answer.needed
            else _("too few to show")
        )
        return "–", "–", f"{verdict_word(answer.verdict, _)} ({needed})"
    bounds = quantities.signed_bounds(answer.estimate, answer.metric, _).replace(" ", "\u00a0")
    return (
        _.signed(answer.estimate.estimate, answer.metric.digits),
        bounds,
        verdict_word(answer.verdict, _),
    )

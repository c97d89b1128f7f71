"""Does it pay, where, and how sure is that: one screen, without a chart to wait for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import data, sentences
from dashboard.doubts import doubts
from dashboard.texts import plain, table
from dashboard.views.cards import four_cards
from dashboard.views.nothing import show_nothing
from dashboard.visit import Visit
from metrics.disclosure import ReleasedAnswer, ReleasedOutcome
from metrics.scope import Scope
from metrics.words import Words

SURELY_NOT = 0.05


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    if visit.snapshot is None:
        show_nothing(visit, _("Does mentoring pay?"))
        return
    outcome = data.outcome(visit.snapshot)
    _headline(visit, outcome)
    answers = {name: data.answer(visit.snapshot, name, Scope(), visit.version)
               for name in ("retention", "performance", "mentoring_hours")}
    four_cards(visit, answers)
    left, right = st.columns([6, 5], gap="large")
    groups = {visit.name("category", value): answer for value, answer in
              data.answers_by(visit.snapshot, "retention", "category", Scope(), visit.version).items()}
    with left:
        _where(groups, _)
    with right:
        _unsure(visit, answers, groups, outcome)


def _headline(visit: Visit, released: ReleasedOutcome | None) -> None:
    _ = visit.words
    report = data.report(visit.snapshot.id, _.language)
    loaded = _("{n} staff, data to {day}", n=sentences.count(data.employed(visit.snapshot), _),
               day=_.date(date.fromisoformat(report["as_of"])))
    outcome = released.outcome if released else None
    if outcome is None:
        visit.head.title(plain(_("Whether mentoring pays cannot be told yet")), anchor=False)
        why = sentences.why_no_money(released, data.hours(visit.snapshot), _)
        st.markdown(plain(f"{why} {loaded}."))
        return
    per_euro = outcome.per_euro
    low, middle, high = (_.money(end, 2) for end in (per_euro.low95, per_euro.middle, per_euro.high95))
    if outcome.pays < SURELY_NOT:
        visit.head.title(plain(_("Mentoring did not earn back what it cost")), anchor=False)
        loaded = _("{amount} per euro spent · {loaded}", amount=middle, loaded=loaded)
    else:
        visit.head.title(plain(_("Mentoring returned {amount} per euro spent", amount=middle)), anchor=False)
    text = _("between {low} and {high} · {sure} that it pays · {loaded}", low=low, high=high, loaded=loaded,
             sure=sentences.certainty(outcome.pays, _))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(text), width="content")
        st.page_link(visit.pages["value"], label=_("how we know"), icon=":material/fact_check:")


def _where(groups: dict[str, ReleasedAnswer], _: Words) -> None:
    st.subheader(plain(_("Where people stay longer")), anchor=False)
    if not groups:
        st.markdown(plain(_("The pairings name no category.")))
        return
    told = sorted((a for a in groups.items() if a[1].estimate), key=lambda row: -row[1].estimate.estimate)
    untold = [row for row in groups.items() if row[1].estimate is None]
    rows = [(plain(name).replace(" ", "\u00a0"), *map(plain, _cells(answer, _))) for name, answer in told + untold]
    st.markdown(table([_("Category"), _("Months"), _("Between"), ""], rows, right=4))


def _cells(answer: ReleasedAnswer, _: Words) -> tuple[str, str, str]:
    """Estimate, interval and verdict of one category."""
    if answer.estimate is None:
        needed = _("too few: about {n} needed", n=_.number(answer.needed)) if answer.needed else _("too few to show")
        return "–", "–", needed
    verdict = {"more": _("longer"), "less": _("shorter")}.get(answer.verdict, _("not clear yet"))
    bounds = sentences.signed_bounds(answer.estimate, answer.metric, _).replace(" ", "\u00a0")
    return _.signed(answer.estimate.estimate, answer.metric.digits), bounds, verdict


def _unsure(visit: Visit, answers: dict, groups: dict, outcome: ReleasedOutcome | None) -> None:
    _ = visit.words
    st.subheader(plain(_("What we are unsure about")), anchor=False)
    headlines = {name: answers[name] for name in ("retention", "performance")
                 if not data.missing(visit.snapshot, answers[name].metric)}
    found = doubts(_, headlines=headlines, groups=groups, outcome=outcome, assumptions=data.assumptions(visit.snapshot))
    for doubt in found:
        st.markdown(f"- {plain(doubt.says)} *{plain(doubt.settle)}*")
    if not found:
        st.markdown(plain(_("Nothing stands out; each page says what has to be true.")))

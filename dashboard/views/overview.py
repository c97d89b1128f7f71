"""Does it pay, where, and how sure is that: one screen, without a chart to wait for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import data, sentences
from dashboard.doubts import doubts
from dashboard.texts import plain, table
from dashboard.views import nothing
from dashboard.visit import Visit
from metrics.disclosure import THRESHOLD, ReleasedAnswer, ReleasedHours, ReleasedOutcome
from metrics.scope import Scope
from metrics.words import Words


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    if visit.snapshot is None:
        nothing.show(visit, _("Does mentoring pay?"))
        return
    outcome = data.outcome(visit.snapshot)
    _headline(visit, outcome)
    answers = {name: data.answer(visit.snapshot, name, Scope(), visit.version)
               for name in ("retention", "performance", "mentoring_hours")}
    cards = st.columns(4, border=True)
    with cards[0]:
        _effect(visit, _("Stay longer"), answers["retention"])
    with cards[1]:
        _effect(visit, _("Perform better"), answers["performance"])
    with cards[2]:
        _hours(visit, answers["mentoring_hours"])
    with cards[3]:
        _outside(visit, data.hours(visit.snapshot))
    left, right = st.columns([5, 4], gap="large")
    groups = {visit.name("category", value): answer for value, answer in
              data.answers_by(visit.snapshot, "retention", "category", Scope(), visit.version).items()}
    with left:
        _where(groups, _)
    with right:
        _unsure(visit, answers, groups, outcome)


def _headline(visit: Visit, released: ReleasedOutcome | None) -> None:
    _ = visit.words
    report = data.report(visit.snapshot.id, _.language)
    loaded = _("{n} staff records, data to {day}", n=_.number(report["tables"].get("staff", 0)),
               day=_.date(date.fromisoformat(report["as_of"])))
    outcome = released.outcome if released else None
    if outcome is None:
        visit.head.title(plain(_("Whether mentoring pays cannot be told yet")), anchor=False)
        why = _(released.hidden, threshold=THRESHOLD) if released else _("Too few mentees could be followed long enough.")
        st.markdown(plain(f"{why} {loaded}."))
        return
    per_euro = outcome.per_euro
    visit.head.title(plain(_("Mentoring returned {amount} per euro spent", amount=_.money(per_euro.middle, 2))), anchor=False)
    text = plain(_("between {low} and {high} · {sure} that it pays · {loaded}", low=_.money(per_euro.low95, 2),
                   high=_.money(per_euro.high95, 2), sure=sentences.certainty(outcome.pays, _), loaded=loaded))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(text, width="content")
        st.page_link(visit.pages["value"], label=_("how we know"), icon=":material/fact_check:")


def _effect(visit: Visit, label: str, answer: ReleasedAnswer) -> None:
    _ = visit.words
    metric = answer.metric
    if answer.estimate is None:
        st.metric(label, _("cannot tell yet"))
        st.markdown(plain(" ".join(sentences.needed(answer, _) or sentences.why_not(answer, _))))
    else:
        st.metric(label, sentences.signed(answer.estimate.estimate, metric, _))
        sure = "" if answer.estimate.excludes_zero else _("not clear yet: ")
        st.markdown(plain(sure + sentences.signed_bounds(answer.estimate, metric, _)))
        st.caption(plain(sentences.naive(answer, _)))
    st.page_link(visit.pages[metric.name], label=_(metric.title), icon=":material/arrow_forward:")


def _hours(visit: Visit, answer: ReleasedAnswer) -> None:
    _ = visit.words
    if answer.estimate is None:
        st.metric(_("Hours given"), _("not known"))
        st.markdown(plain(_("Load meetings and agreed hours to see whether people meet as they agreed.")))
    else:
        total = answer.parts[0]
        st.metric(_("Hours given"), _.number(total.numerator))
        st.markdown(plain(_("of {agreed} hours agreed", agreed=_.number(total.denominator))))
        st.caption(plain(_("{share} met; running pairings count in full", share=_.percent(total.numerator / total.denominator))))
    st.page_link(visit.pages["mentoring_hours"], label=_("By category"), icon=":material/arrow_forward:")


def _outside(visit: Visit, rows: tuple[ReleasedHours, ...]) -> None:
    _ = visit.words
    if not rows or rows[0].outside is None:
        st.metric(_("From outside it costs"), _("not known"))
        st.markdown(plain(_("Load meetings to see what their hours would have cost from consultants.")))
    else:
        st.metric(_("From outside it costs"), _.money_short(rows[0].outside.base))
        st.markdown(plain(_("here the same hours cost {inside}", inside=_.money_short(rows[0].inside.base))))
        st.caption(plain(_("Another view of the same hours: not added to the return")))
    st.page_link(visit.pages["consultant_value"], label=_("By category and year"), icon=":material/arrow_forward:")


def _where(groups: dict[str, ReleasedAnswer], _: Words) -> None:
    st.subheader(plain(_("Where people stay longer")), anchor=False)
    if not groups:
        st.markdown(plain(_("The pairings name no category.")))
        return
    told = sorted((a for a in groups.items() if a[1].estimate), key=lambda row: -row[1].estimate.estimate)
    untold = [row for row in groups.items() if row[1].estimate is None]
    rows = [(plain(name), *_cells(answer, _)) for name, answer in told + untold]
    st.markdown(table([_("Category"), _("Months gained"), _("between"), ""], rows))


def _cells(answer: ReleasedAnswer, _: Words) -> tuple[str, str, str]:
    metric, estimate = answer.metric, answer.estimate
    if estimate is None:
        needed = _("about {n} mentees needed", n=_.number(answer.needed)) if answer.needed else _("too few people")
        return "–", "–", plain(_("cannot tell yet, {needed}", needed=needed))
    verdict = {"more": _("longer"), "less": _("shorter")}.get(answer.verdict, _("not clear yet"))
    return (plain(_.signed(estimate.estimate, metric.digits)), plain(sentences.signed_bounds(estimate, metric, _)),
            plain(verdict))


def _unsure(visit: Visit, answers: dict, groups: dict, outcome: ReleasedOutcome | None) -> None:
    _ = visit.words
    st.subheader(plain(_("What we are unsure about")), anchor=False)
    headlines = {name: answers[name] for name in ("retention", "performance")}
    found = doubts(_, headlines=headlines, groups=groups, outcome=outcome, assumptions=data.assumptions())
    for doubt in found:
        st.markdown(f"- {plain(doubt.says)} *{plain(doubt.settle)}*")
    if not found:
        st.markdown(plain(_("Nothing stands out; each page says what has to be true.")))

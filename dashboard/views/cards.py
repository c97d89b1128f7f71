"""The four figures of the overview: staying, performing, hours given, and their price from
outside.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from metrics.contract import TABLES
from metrics.disclosure import ReleasedAnswer, ReleasedHours
from metrics.i18n import N_

NOT_ADDED = N_("A separate view of the same hours: not added to the return")
CANNOT_TELL = N_("cannot tell yet")
NOT_KNOWN = N_("not known")


def four_cards(context: PageContext, answers: dict[str, ReleasedAnswer]) -> None:
    """The cards side by side, each with a link to its page; `answers` by metric."""
    _ = context.locale
    stay, perform, met, outside = st.columns(4)
    with stay:
        _effect(context, _("Retention"), answers["retention"])
    with perform:
        _effect(context, _("Performance"), answers["performance"])
    with met:
        _hours(context, answers["mentoring_hours"])
    with outside:
        _outside(context, queries.hours(context.company))


def _card(label: str, figure: str, beside: str, note: str, page: object, link: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, figure)
        st.markdown(plain(beside))
        st.caption(plain(note))
        st.page_link(page, label=link, icon=":material/arrow_forward:")


def _effect(context: PageContext, label: str, answer: ReleasedAnswer) -> None:
    _ = context.locale
    page, link = context.pages[answer.metric.name], _(answer.metric.title)
    if tables := queries.missing_tables(context.company, answer.metric.name):
        names = ", ".join(TABLES[table].title(_.language) for table in tables)
        _card(label, _(NOT_KNOWN), _("Load {names} to see it.", names=names), "", page, link)
        return
    if answer.estimate is None:
        why = " ".join(
            answer_text.mentees_needed(answer, _) or answer_text.no_estimate_reasons(answer, _)
        )
        _card(label, _(CANNOT_TELL), why, "", page, link)
        return
    bounds = quantities.signed_bounds(answer.estimate, answer.metric, _)
    sure = bounds if answer.estimate.excludes_zero else _("not clear yet: {bounds}", bounds=bounds)
    gain = quantities.signed_quantity(answer.estimate.estimate, answer.metric, _)
    _card(label, gain, sure, answer_text.naive_line(answer, _), page, link)


def _hours(context: PageContext, answer: ReleasedAnswer) -> None:
    _ = context.locale
    page, label, link = context.pages["mentoring_hours"], _("Mentoring hours"), _("By category")
    if not queries.has_pairings(context.company):
        _card(label, _("none yet"), _("No pairing has started yet."), "", page, link)
        return
    if answer.estimate is None or not answer.parts[0].numerator:
        todo = _("Load meetings and agreed hours to see whether the agreed hours are met.")
        _card(label, _(NOT_KNOWN), todo, "", page, link)
        return
    total = answer.parts[0]
    _card(
        label,
        _.number(total.numerator),
        _("of {agreed} agreed hours", agreed=_.number(total.denominator)),
        _(
            "{share} met; agreed hours of running pairings count in full",
            share=_.percent(total.numerator / total.denominator),
        ),
        page,
        link,
    )


def _outside(context: PageContext, rows: tuple[ReleasedHours, ...]) -> None:
    _ = context.locale
    page, label, link = (
        context.pages["consultant_value"],
        _("Consultant equivalent"),
        _("By category and year"),
    )
    if not queries.has_pairings(context.company):
        _card(label, _("none yet"), _("No pairing has started yet."), "", page, link)
        return
    if not rows or rows[0].outside is None:
        todo = _("Load meetings to see what these hours would have cost from consultants.")
        _card(label, _(NOT_KNOWN), todo, "", page, link)
        return
    _card(
        label,
        _.money_short(rows[0].outside.base),
        _("in-house, the same hours cost {inside}", inside=_.money_short(rows[0].inside.base)),
        _(NOT_ADDED),
        page,
        link,
    )

"""What was learned from experts so far, who does it too since, and whether it helped them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.experts.record import ANSWERS, ask_adoption, ask_record
from dashboard.views.purpose import told_why_not
from dashboard.views.related import row
from metrics.disclosure import ReleasedPractice, sees_names
from metrics.i18n import N_, Locale

THIS_QUARTER = N_("this quarter")
QUARTER = N_("Q{quarter} {year}")
BY_THE_END = N_("By the end of")


def show_practices(context: PageContext, person_ids: Sequence[str]) -> None:
    """What was learned, and for who may know from whom the forms; `person_ids` are the experts this
    reader opened.
    """
    _ = context.locale
    st.subheader(plain(_("Practices and their adoption")), anchor=False)
    with told_why_not(_):
        if sees_names(context.role):
            left, right = st.columns(2, gap="large")
            with left:
                ask_record(context, person_ids)
            with right:
                _learned(context)
                ask_adoption(context)
        else:
            _learned(context)
        _helped(context)


def _learned(context: PageContext) -> None:
    """What was learned so far, and how many took each over."""
    _ = context.locale
    known = queries.practices(context.company)
    if not known:
        st.info(
            plain(
                _(
                    "No practices recorded yet. What one expert knows is worth most when "
                    "others apply it too."
                )
            ),
            icon=":material/info:",
        )
        return
    header = [_("Practice"), _("Category"), _("Can be adopted"), _("Since"), _("Adopted by")]
    st.markdown(
        table(
            header,
            [
                [
                    plain(text)
                    for text in (
                        one.title,
                        context.name("category", one.category),
                        _(ANSWERS[one.transferable]),
                        _.date(one.recorded_on),
                        count(one.adopters, _),
                    )
                ]
                for one in known
            ],
            right=4,
        )
    )
    over_time = [line for one in known for line in _over_time(one, _)]
    if over_time:
        st.markdown(table([_("Practice"), _(BY_THE_END), _("Adopted by")], over_time, right=2))
        st.caption(
            plain(
                _(
                    "A quarter appears once at least ten more people had adopted the "
                    "practice by its end."
                )
            )
        )


def _over_time(one: ReleasedPractice, _: Locale) -> list[list[str]]:
    """A row per quarter by whose end at least ten more had taken it over; while fewer did, one row
    that says so.
    """
    if not one.adopters:
        return []
    told = [(_(QUARTER, quarter=quarter, year=year), n) for year, quarter, n in one.by_quarter]
    return [
        [plain(text) for text in (one.title, end, count(n, _))]
        for end, n in told or [(_(THIS_QUARTER), one.adopters)]
    ]


def _helped(context: PageContext) -> None:
    """Whether those who took a practice over did better afterwards than people alike."""
    _ = context.locale
    panels = [metric for metric in context.metrics.values() if metric.shape == "panel"]
    found = [
        (metric, known)
        for metric in panels
        if (known := queries.practice_effect(context.company, metric.name))
    ]
    if found:
        head = [_("Question"), _("Estimate"), _("Range"), _("People"), _("How to read it")]
        st.markdown(table(head, [row(known, metric, _) for metric, known in found], right=9))

"""What was learned from experts so far, who does it too since, and whether it helped them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.metric.evidence import row
from dashboard.views.purpose import told_why_not
from metrics.disclosure import Count, ReleasedPractice, sees_names
from metrics.i18n import N_, Locale
from metrics.store import Practice

THIS_QUARTER = N_("this quarter")
QUARTER = N_("Q{quarter} {year}")
BY_THE_END = N_("By the end of")


def show_practices(context: PageContext, person_ids: Sequence[str]) -> None:
    """Show the practices, and the forms for a role that may see names.

    `person_ids` are the experts that this reader opened.
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
    """Show what was learned so far, and how many adopted each practice."""
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
    """Return a row per quarter by whose end at least ten more people had adopted it.

    While fewer had, one row says so.
    """
    if not one.adopters:
        return []
    told: list[tuple[str, Count]] = [
        (_(QUARTER, quarter=quarter, year=year), n) for year, quarter, n in one.by_quarter
    ]
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


ANSWERS = {"unknown": N_("not known yet"), "yes": N_("yes"), "no": N_("no")}


def ask_record(context: PageContext, person_ids: Sequence[str]) -> None:
    """Show the guided record of an interview; `person_ids` are the experts that were opened."""
    _ = context.locale
    with (
        st.expander(_("Record an interview"), expanded=bool(person_ids)),
        st.form("practice", border=False),
    ):
        st.markdown(
            plain(_("Interview the expert and record what you learn. Leave out customer names."))
        )
        expert = st.text_input(
            _("Expert interviewed (person number)"),
            value=", ".join(person_ids[:1]),
            max_chars=80,
        )
        category = st.selectbox(
            _("Category"),
            context.company.practice_categories(),
            format_func=lambda code: context.name("category", code),
            key="practice_category",
        )
        title = st.text_input(_("Name of the practice"), max_chars=80, key="practice_title")
        what = st.text_area(
            _("What does the expert do that others do not?"), max_chars=2000, key="practice_what"
        )
        evidence = st.text_area(
            _("What evidence shows that this makes the difference?"), max_chars=2000
        )
        transferable = _answer(_("Could someone else do it too?"), "transferable", _)
        willing = _answer(_("Is the expert willing to teach it?"), "willing", _)
        author = st.text_input(_("Your name"), max_chars=80, key="practice_author")
        if st.form_submit_button(_("Save record"), icon=":material/save:", key="practice_save"):
            found = Practice(expert, category or "", title, what, evidence, transferable, willing)
            with told_why_not(_):
                kept = context.company.record_practice(found, author=author)
                st.success(
                    plain(
                        _(
                            "Saved as number {number}. Saved records cannot be changed.",
                            number=kept.number,
                        )
                    ),
                    icon=":material/check_circle:",
                )


def _answer(label: str, key: str, _: Locale) -> str:
    return st.radio(
        label, list(ANSWERS), format_func=lambda one: _(ANSWERS[one]), horizontal=True, key=key
    )


def ask_adoption(context: PageContext) -> None:
    """Show the form that records who adopted a practice."""
    _ = context.locale
    titles = queries.practice_titles()
    if not titles:
        return
    with st.form("adoption", border=True):
        number = st.selectbox(_("Practice"), list(titles), format_func=titles.__getitem__)
        person = st.text_input(
            _("Who adopted it (person number)"), max_chars=80, key="adoption_person"
        )
        day = st.date_input(_("Since"), key="adopted_on")
        author = st.text_input(_("Your name"), max_chars=80, key="adoption_author")
        if st.form_submit_button(_("Save adoption"), icon=":material/save:", key="adoption_save"):
            with told_why_not(_):
                context.company.adopt_practice(number, person, day, author=author)
                st.rerun()

"""Widgets that several pages share: a chart, a headline, a comparison, a download."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.exports import csv_file
from dashboard.figures import alt_text, corrected_and_naive, plotly_config
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text
from dashboard.text.quantities import count
from metrics.disclosure import ReleasedAnswer, verdict_sentences, verdict_word
from metrics.evaluate import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS, Verdict, sentence_about
from metrics.i18n import N_, Locale

CHECK_ICONS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/info:"}
CONFIDENCE = 0.95
FIGURES = N_("Download these figures")
VERDICT_COLOURS = {HOLDS: "green", LEANS: "orange", CONTRADICTED: "red", CANNOT_TELL: "gray"}


def show_chart(figure: go.Figure, _: Locale, *, key: str) -> None:
    """Show a figure in the reader's language, with its alt text."""
    st.plotly_chart(
        figure, key=key, config=plotly_config(_.language), alt=alt_text(figure), width="stretch"
    )


def show_headline(context: PageContext, answer: ReleasedAnswer) -> None:
    """Show the answer as the page's title, and below it how sure it is and who was compared."""
    _ = context.locale
    context.head.title(titled(answer_text.title(answer, _), answer.verdict, _), anchor=False)
    if answer.estimate is None:
        reasons = answer_text.no_estimate_reasons(answer, _)
        st.markdown("  \n".join(plain(reason) for reason in reasons))
        return
    bounds = answer_text.bounds(answer, _)
    line = _("{bounds} ({level} interval)", bounds=bounds, level=_.percent(CONFIDENCE))
    compared = answer_text.comparison_line(answer, _)
    needed = " ".join(answer_text.mentees_needed(answer, _))
    st.markdown(plain(f"{line} · {compared} {needed}"))
    show_verdict(answer.verdict, _)
    for check in answer.checks:
        if check.passed is False:
            st.warning(plain(answer_text.check_text(check, _)), icon=":material/warning:")


def titled(title: str, verdict: Verdict | None, _: Locale) -> str:
    """Return a title as Markdown, with the verdict's word behind it where there is one."""
    return plain(title) if verdict is None else f"{plain(title)} {verdict_badge(verdict, _)}"


def verdict_badge(verdict: Verdict, _: Locale) -> str:
    """Return the verdict's word as a Markdown badge; the colour only repeats the word."""
    return f":{VERDICT_COLOURS[verdict.word]}-badge[{plain(verdict_word(verdict, _))}]"


def show_verdict(verdict: Verdict | None, _: Locale) -> None:
    """Show why the verdict is not that the answer holds; nothing where it does, or has no reason.

    A contradiction is a warning.
    """
    if verdict is not None and verdict.reasons:
        show_verdict_lines(verdict, verdict_sentences(verdict, _))


def show_verdict_lines(verdict: Verdict, sentences: Sequence[str]) -> None:
    """Show a verdict's word and reasons, given as sentences; a contradiction is a warning."""
    lines = " ".join(map(plain, sentences))
    if verdict.word == CONTRADICTED:
        st.warning(lines, icon=":material/warning:")
    else:
        st.caption(lines)


def show_corrected_and_naive(answer: ReleasedAnswer, _: Locale) -> None:
    """Show the corrected effect and the naive difference, and what the latter compares."""
    show_chart(corrected_and_naive(answer, _), _, key="interval")
    if answer.naive:
        st.caption(
            plain(
                _(
                    "What it compares: {label}. {why}",
                    label=sentence_about(answer.scope.role, answer.naive.label, _),
                    why=sentence_about(answer.scope.role, answer.naive.why, _),
                )
            )
        )


def show_included(answer: ReleasedAnswer, _: Locale) -> None:
    """Show how many mentees were compared, and why the others were not."""
    st.subheader(plain(_("Who is included")), anchor=False)
    rows = [(plain(_("were compared")), plain(count(answer.n_mentees, _)))]
    rows += [
        (plain(_(answer_text.DROP_REASONS[reason])), plain(count(answer.dropped[reason], _)))
        for reason in answer_text.DROP_REASONS
        if reason in answer.dropped
    ]
    header = (_("Of {n} mentees", n=answer_text.mentees_paired(answer, _)), "")
    st.markdown(table(header, rows))
    if answer.matched_share is not None:
        st.caption(
            plain(
                _(
                    ("{share} of the mentees who could be followed have a comparison."),
                    share=_.percent(answer.matched_share),
                )
            )
        )


def show_download(
    context: PageContext,
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    label: str = FIGURES,
) -> None:
    """Show a button that downloads what is shown as a CSV file; `label` is a sentence key."""
    _ = context.locale
    content, file_name = csv_file(name, header, rows, _.language)
    st.download_button(
        _(label),
        content,
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        key=f"download_{name}",
        icon=":material/download:",
    )

"""What several pages show in the same way: a chart, the message, the naive twin, who was compared,
a download.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.exports import csv_file
from dashboard.figures import alt_text, corrected_and_naive, plotly_config
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale

CHECK_ICONS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/info:"}


def show_chart(figure: object, _: Locale, *, key: str) -> None:
    """The figure, in the reader's language, with its words for who cannot see it."""
    st.plotly_chart(
        figure, key=key, config=plotly_config(_.language), alt=alt_text(figure), width="stretch"
    )


def show_headline(context: PageContext, answer: ReleasedAnswer) -> None:
    """The page's title is its message; below it how sure that is, and who was compared."""
    _ = context.locale
    context.head.title(plain(answer_text.title(answer, _)), anchor=False)
    if answer.estimate is None:
        st.markdown("  \n".join(plain(line) for line in answer_text.no_estimate_reasons(answer, _)))
        return
    line = _(
        "{bounds} ({level} interval)", bounds=answer_text.bounds(answer, _), level=_.percent(0.95)
    )
    compared = answer_text.comparison_line(answer, _)
    st.markdown(plain(f"{line} · {compared} {' '.join(answer_text.mentees_needed(answer, _))}"))
    for failed in (one for one in answer.checks if one.passed is False):
        st.warning(plain(answer_text.check_text(failed, _)), icon=":material/warning:")


def show_corrected_and_naive(answer: ReleasedAnswer, _: Locale) -> None:
    """The corrected figure beside what a simple average would say."""
    show_chart(corrected_and_naive(answer, _), _, key="interval")
    if answer.naive:
        st.caption(
            plain(
                _(
                    "What it compares: {label}. {why}",
                    label=_(answer.naive.label),
                    why=_(answer.naive.why),
                )
            )
        )


def show_included(answer: ReleasedAnswer, _: Locale) -> None:
    """How many mentees are in the comparison, and what became of the others."""
    st.subheader(plain(_("Who is included")), anchor=False)
    rows = [(_("were compared"), quantities.count(answer.n_mentees, _))]
    rows += [
        (_(answer_text.DROP_REASONS.get(fate, fate)), quantities.count(n, _))
        for fate, n in answer.dropped.items()
    ]
    header = (_("Of {n} mentees", n=answer_text.mentees_paired(answer, _)), "")
    st.markdown(table(header, [(plain(name), plain(n)) for name, n in rows]))
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
    context: PageContext, name: str, header: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """A button that gives what is shown as a file."""
    _ = context.locale
    content, file_name = csv_file(name, header, rows, _.language)
    st.download_button(
        _("Download these figures"),
        content,
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        key=f"download_{name}",
        icon=":material/download:",
    )

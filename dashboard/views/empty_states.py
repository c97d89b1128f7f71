"""What a page shows while nothing is loaded, or a table it needs is missing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from metrics.catalog import Metric
from metrics.contract import TABLES
from metrics.i18n import N_

NOT_LOADED = N_("Not known. Not loaded: {names}.")
NO_DATA = N_("No data loaded yet, so there is no answer yet.")


def show_nothing(context: PageContext, question: str) -> None:
    """Show what the page would answer, and how to load data."""
    _ = context.locale
    context.head.title(plain(question), anchor=False)
    if queries.outdated():
        st.warning(
            plain(
                _(
                    "The loaded data were built by another version of this program. Your "
                    "files are safe where they are. Load them again."
                )
            ),
            icon=":material/warning:",
        )
    else:
        st.info(plain(_(NO_DATA)), icon=":material/info:")
    st.markdown(
        "\n".join(
            f"1. {plain(step)}"
            for step in (
                _(
                    "Download the templates: one file per table. Only staff and pairings are "
                    "required. If no one is paired yet, pairings may stay empty."
                ),
                _("Fill them from your HR system. Leave a column empty if you do not have it."),
                _("Upload them. They are checked first; nothing is loaded until you confirm."),
            )
        )
    )
    link_to_data(context)


def show_missing(context: PageContext, metric: Metric, tables: Sequence[str]) -> None:
    """Show the page of a metric whose tables are not loaded."""
    _ = context.locale
    context.head.title(plain(_(metric.question)), anchor=False)
    names = ", ".join(TABLES[table].title(_.language) for table in tables)
    st.info(plain(_(NOT_LOADED, names=names)), icon=":material/info:")
    st.markdown("\n\n".join(plain(_(paragraph)) for paragraph in metric.paragraphs))
    link_to_data(context)


def link_to_data(context: PageContext) -> None:
    """Show the link to the page with the templates and the upload."""
    st.page_link(
        context.pages["data"],
        label=context.locale("Go to templates and upload"),
        icon=":material/upload_file:",
    )


def show_fault(context: PageContext, title: str, sentence: str) -> None:
    """Show why a metric of the company cannot be used."""
    _ = context.locale
    context.head.title(plain(title), anchor=False)
    st.error(plain(sentence), icon=":material/error:")
    st.markdown(
        plain(
            _(
                "The other pages are not affected. Fix the file; this page then reads it "
                "again automatically."
            )
        )
    )

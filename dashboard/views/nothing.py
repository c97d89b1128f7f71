"""What a page shows while nothing, or not the table it needs, is loaded: what it would answer, and
what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data
from dashboard.texts import plain
from dashboard.visit import Visit
from metrics.catalog import Metric
from metrics.contract import TABLES


def show_nothing(visit: Visit, question: str) -> None:
    """The page."""
    _ = visit.words
    visit.head.title(plain(question), anchor=False)
    if data.outdated():
        st.warning(
            plain(
                _(
                    "What is loaded was built by another version of this program. Your "
                    "files are safe where they are: load them again."
                )
            ),
            icon=":material/warning:",
        )
    else:
        st.info(
            plain(_("No data are loaded yet, so there is no answer yet.")), icon=":material/info:"
        )
    st.markdown(
        "\n".join(
            f"1. {plain(step)}"
            for step in (
                _(
                    "Get the templates: one file per table, two of them are needed, staff "
                    "and pairings. Where nobody is paired yet, pairings may stay as empty "
                    "as it comes."
                ),
                _(
                    "Fill them from your personnel system; a column that you do not have "
                    "stays empty."
                ),
                _("Upload them. They are checked first, and nothing is loaded before you say so."),
            )
        )
    )
    link_to_data(visit)


def show_missing(visit: Visit, metric: Metric, tables: Sequence[str]) -> None:
    """The page of a metric whose tables are not loaded."""
    _ = visit.words
    visit.head.title(plain(_(metric.question)), anchor=False)
    names = ", ".join(TABLES[table].title(_.language) for table in tables)
    st.info(
        plain(_("Not known: the table {names} is not loaded.", names=names)), icon=":material/info:"
    )
    st.markdown("\n\n".join(plain(_(paragraph)) for paragraph in metric.paragraphs))
    link_to_data(visit)


def link_to_data(visit: Visit) -> None:
    """The way to the page that has the templates and takes the files."""
    st.page_link(
        visit.pages["data"],
        label=visit.words("To templates and upload"),
        icon=":material/upload_file:",
    )

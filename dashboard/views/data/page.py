"""The page: what is loaded, what was found in it, and how to bring a company's own files."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session import keys
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.data.findings import show_findings
from dashboard.views.data.own_files import show_own_files
from metrics.contract import TABLES
from metrics.disclosure import Count
from metrics.i18n import N_, Locale
from metrics.loading import zipped_templates

NO_DATA = N_("No data loaded yet")
LOADED = N_("Loaded as snapshot {id}. All pages now use it.")


def show(context: PageContext) -> None:
    """Show what is loaded, the templates, and the upload."""
    _ = context.locale
    if loaded := st.session_state.pop(keys.LOADED_SNAPSHOT, None):
        st.success(plain(_(LOADED, id=loaded[:12])))
    if context.loaded is None:
        context.head.title(plain(_(NO_DATA)), anchor=False)
    else:
        _loaded(context)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_own_files(context)
    with right:
        st.subheader(plain(_("Templates")), anchor=False)
        st.markdown(
            plain(
                _(
                    "One empty file per table, with its headers and what belongs in each "
                    "column. Staff and pairings are required. If no one is paired yet, "
                    "pairings may contain its header alone. Every other table adds an answer."
                )
            )
        )
        st.download_button(
            _("Download templates"),
            lambda: zipped_templates(_.language),
            on_click="ignore",
            file_name=f"templates-{_.language}.zip",
            mime="application/zip",
            icon=":material/download:",
        )


def _loaded(context: PageContext) -> None:
    _ = context.locale
    report = queries.report(context.company, _.language)
    day = _.date(date.fromisoformat(report["as_of"]))
    context.head.title(plain(_("Data as of {day}", day=day)), anchor=False)
    company = report["company"] or _("no company name given")
    st.markdown(
        plain(
            _(
                "{company} · reviews every {n} months · snapshot {id}",
                company=company,
                n=report["review_cycle_months"],
                id=context.company.source.id[:12],
            )
        )
    )
    sources = {source["table"]: source for source in report["sources"]}
    found = queries.findings(context.company, _)
    rows = []
    for name, one in TABLES.items():
        n = found.rows.get(name, 0)
        source = sources.get(name, {})
        rows.append(
            (
                plain(one.title(_.language)),
                plain(_(one.row)),
                plain(_rows(n, _, read=bool(source))),
                plain(source.get("file", "")),
                plain(source.get("reading", "")),
            )
        )
    with st.expander(_("Loaded data"), expanded=True, icon=":material/table:"):
        st.markdown(
            table(
                [_("Table"), _("One row is"), _("Rows"), _("File"), _("Parsed as")], rows, right=5
            )
        )
    show_findings(found, _, title=_("Findings in this load"))


def _rows(n: Count, _: Locale, *, read: bool) -> str:
    """Return how many rows a table has; `read`: a file of it was there."""
    if n:
        return count(n, _)
    return _("no rows") if read else _("not loaded")

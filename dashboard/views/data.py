"""What is loaded, what was found in it, and a company's own files: checked first, loaded only when asked."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import data, upload
from dashboard.sentences import count
from dashboard.texts import plain, table
from dashboard.views.findings import show_findings
from dashboard.visit import Visit
from metrics.contract import TABLES
from metrics.disclosure import Count
from metrics.disclosure.roles import TITLES, sees_names
from metrics.words import Words


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    if loaded := st.session_state.pop("just_loaded", None):
        st.success(plain(_("Loaded as snapshot {id}. Every page answers from it now.", id=loaded[:12])))
    if visit.snapshot is None:
        visit.head.title(plain(_("No data are loaded yet")), anchor=False)
    else:
        _loaded(visit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _own_files(visit)
    with right:
        st.subheader(plain(_("Templates")), anchor=False)
        st.markdown(plain(_("One empty file per table, with its headers and what belongs in each column. Staff and "
                            "pairings are needed, pairings with its header alone where nobody is paired yet; every "
                            "other table adds an answer.")))
        st.download_button(_("Download the templates"), lambda: upload.templates(_.language), on_click="ignore",
                           file_name=f"templates-{_.language}.zip", mime="application/zip", icon=":material/download:")


def _loaded(visit: Visit) -> None:
    _ = visit.words
    report = data.report(visit.snapshot.id, _.language)
    day = _.date(date.fromisoformat(report["as_of"]))
    visit.head.title(plain(_("Data to {day}", day=day)), anchor=False)
    company = report["company"] or _("no company name given")
    st.markdown(plain(_("{company} · reviews every {n} months · snapshot {id}", company=company,
                        n=report["review_cycle_months"], id=visit.snapshot.id[:12])))
    sources = {source["table"]: source for source in report["sources"]}
    found = data.findings(visit.snapshot, visit.role, _)
    rows = []
    for name, one in TABLES.items():
        n, source = found.rows.get(name, 0), sources.get(name, {})
        rows.append((plain(one.title(_.language)), plain(_(one.row)), plain(_rows(n, _, read=bool(source))),
                     plain(source.get("file", "")), plain(source.get("reading", ""))))
    with st.expander(_("What is loaded"), expanded=True, icon=":material/table:"):
        st.markdown(table([_("Table"), _("One row is"), _("Rows"), _("File"), _("Read as")], rows, right=5))
    show_findings(found, _, title=_("Findings of this load"))


def _rows(n: Count, _: Words, *, read: bool) -> str:
    """How many rows a table has; `read`: a file of it was there."""
    return count(n, _) if n else _("no rows") if read else _("not loaded")


def _own_files(visit: Visit) -> None:
    _ = visit.words
    st.subheader(plain(_("Your own files")), anchor=False)
    sent = st.file_uploader(_("CSV, Excel or Parquet, several at once, and company.toml if you have one"),
                            type=list(upload.SUFFIXES), accept_multiple_files=True, key="own_files")
    files = tuple((one.name, one.getvalue()) for one in sent)
    if not files:
        st.caption(plain(_("They are checked on this machine. Nothing is loaded before you say so.")))
        return
    if twice := upload.same_names(files):
        st.error(plain(_("More than one file is called {names}. Send one of each; nothing was checked or changed.",
                         names=", ".join(twice))))
        return
    report, found = data.checked(files, date.today(), visit.role, _)
    if report["accepted"]:
        st.success(plain(_("The files can be loaded: {n} rows in {m} tables, data to {day}.",
                           n=_.number(sum(report["tables"].values())), m=sum(n > 0 for n in report["tables"].values()),
                           day=_.date(date.fromisoformat(report["as_of"])))))
        if sees_names(visit.role):
            st.button(_("Load"), type="primary", on_click=_load, args=(files, visit.role), key="load")
        else:
            st.info(plain(_("In the role {role} files are checked here and not loaded. Whoever keeps them loads them "
                            "with: mentoring-roi load DIR", role=_(TITLES[visit.role]))))
    else:
        st.error(plain(_("The files cannot be loaded yet; what was loaded before is still there.")))
    show_findings(found, _, title=_("Findings in these files"))


def _load(files: upload.Files, role: str) -> None:
    st.session_state["just_loaded"] = upload.load(files, today=date.today(), role=role).id

"""What goes out of the page: the statement for the mentors, a workbook, a report of one page, and the figures."""

from __future__ import annotations

import hashlib
from datetime import date

import streamlit as st

from dashboard import data
from dashboard.decisions import precedent_of
from dashboard.exports.report import rewards_pdf
from dashboard.exports.workbook import rewards_workbook
from dashboard.pieces import download
from dashboard.texts import plain
from dashboard.views.bench import Bench
from metrics.decide.statement import statement


def show_statement(bench: Bench) -> None:
    """A draft to edit; another plan gives another draft, and what was typed into the first one stays with it."""
    _, scenario = bench.words, bench.scenario
    if not scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    codes = [one.category for one in scenario.categories]
    code = st.selectbox(_("Statement for the mentors of"), codes, key="statement_category",
                        format_func={code: bench.category(code) for code in codes}.__getitem__)
    draft, key = _draft(bench, code)
    text = st.text_area(_("Statement"), draft, height=420, key=key, persist_state="session",
                        help=_("A draft: change it as you like. The report takes it as it stands here."))
    st.download_button(_("Download the statement"), text.encode(), file_name=f"{key}.md", mime="text/markdown",
                       on_click="ignore", key="download_statement", icon=":material/download:")


def show_downloads(bench: Bench) -> None:
    """The comparison as figures; the plan that is looked at as a workbook and as a report."""
    _, board = bench.words, bench.board
    header = [_("plan"), _("middle of the draws"), _("low"), _("high"), _("at base"), _("sure that it pays")]
    with st.container(horizontal=True):
        download(bench.visit, "rewards", header, [
            [bench.title(slot), one.net.middle, one.net.low, one.net.high, one.base["net"], one.pays]
            for slot, one in bench.shown.items()])
        if bench.found and board.scenario.categories:
            _files(bench)


def _files(bench: Bench) -> None:
    _, found, visit = bench.words, bench.found, bench.visit
    report = data.report(visit.snapshot.id, _.language)
    facts, of, title = bench.basis.facts.facts, bench.basis.of, bench.title(bench.board.chosen)
    about = {"until": date.fromisoformat(report["as_of"]), "title": title, "names": visit.names}
    given = [precedent_of(one, found.scenario, bench.basis).precedent for one in found.scenario.categories]
    draft, key = _draft(bench, found.scenario.categories[0].category)
    said = st.session_state.get(key, draft)
    name = f"rewards-{hashlib.sha256(repr((found, said)).encode()).hexdigest()[:10]}"
    st.download_button(
        _("Workbook with live formulas"), lambda: rewards_workbook(found, facts, of, _, **about),
        file_name=f"{name}.xlsx", mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore", key="download_workbook", icon=":material/table:")
    st.download_button(
        _("Report of one page"), lambda: rewards_pdf(
            found, of, _, snapshot=visit.snapshot.id, company=report["company"] or "", precedents=given,
            statement=said, **about),
        file_name=f"{name}.pdf", mime="application/pdf", on_click="ignore", key="download_report",
        icon=":material/picture_as_pdf:")


def _draft(bench: Bench, code: str) -> tuple[str, str]:
    """The statement for the mentors of that category, and the name under which an edited one is kept."""
    company = data.report(bench.visit.snapshot.id, bench.words.language)["company"] or ""
    draft = statement(bench.scenario, code, bench.words, company=company, title=bench.category(code))
    return draft, f"statement-{code}-{hashlib.sha256(draft.encode()).hexdigest()[:10]}"

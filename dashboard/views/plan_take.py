"""What goes out of the page: the statement for the mentors, and files with the plans."""

from __future__ import annotations

import hashlib

import streamlit as st

from dashboard import data
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
    company = data.report(bench.visit.snapshot.id, _.language)["company"] or ""
    draft = statement(scenario, code, _, company=company, title=bench.category(code))
    digest = hashlib.sha256(draft.encode()).hexdigest()[:10]
    text = st.text_area(_("Statement"), draft, height=420, key=f"statement_{digest}", persist_state="session",
                        help=_("A draft: change it as you like, then download it."))
    st.download_button(_("Download the statement"), text.encode(), file_name=f"statement-{code}-{digest}.md",
                       mime="text/markdown", on_click="ignore", key="download_statement", icon=":material/download:")


def show_downloads(bench: Bench) -> None:
    """The comparison as figures."""
    _ = bench.words
    header = [_("plan"), _("middle"), _("low"), _("high"), _("sure that it pays")]
    download(bench.visit, "rewards", header, [
        [bench.title(slot), one.net.middle, one.net.low, one.net.high, one.pays] for slot, one in bench.shown.items()])

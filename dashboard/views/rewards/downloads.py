"""What goes out of the page: the comparison as figures, a workbook, and a report of one page."""

from __future__ import annotations

import hashlib
from datetime import date

import streamlit as st

from dashboard import data
from dashboard.decisions import precedent_of
from dashboard.exports.report import rewards_pdf
from dashboard.exports.workbook import rewards_workbook
from dashboard.pieces import download
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.statements import as_edited

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(bench: Bench) -> None:
    """The comparison as figures; the plan that is looked at as a workbook and as a report."""
    _, board = bench.words, bench.board
    header = [
        _("plan"),
        _("median outcome"),
        _("low"),
        _("high"),
        _("base case"),
        _("probability that it pays"),
    ]
    with st.container(horizontal=True):
        download(
            bench.visit,
            "rewards",
            header,
            [
                [
                    bench.title(slot),
                    one.net.middle,
                    one.net.low,
                    one.net.high,
                    one.base["net"],
                    one.pays,
                ]
                for slot, one in bench.shown.items()
            ],
        )
        if bench.found and board.scenario.categories:
            _files(bench)


def _files(bench: Bench) -> None:
    """Two buttons; what is in a file is made when it is asked for."""
    _, found, visit = bench.words, bench.found, bench.visit
    report = data.report(visit.snapshot.id, _.language)
    of, said = bench.basis.of, as_edited(bench, found.scenario.categories[0].category)
    about = {
        "until": date.fromisoformat(report["as_of"]),
        "title": bench.title(bench.board.chosen),
        "names": visit.names,
    }
    given = [
        precedent_of(one, found.scenario, bench.basis).precedent
        for one in found.scenario.categories
    ]
    name = f"rewards-{hashlib.sha256(repr((found, said)).encode()).hexdigest()[:10]}"
    st.download_button(
        _("Download Excel with live formulas"),
        lambda: rewards_workbook(found, bench.basis.facts.facts, of, _, **about),
        file_name=f"{name}.xlsx",
        mime=SHEET,
        on_click="ignore",
        key="download_workbook",
        icon=":material/table:",
    )
    st.download_button(
        _("Download one-page report"),
        lambda: rewards_pdf(
            found,
            of,
            _,
            snapshot=visit.snapshot.id,
            company=report["company"] or "",
            precedents=given,
            statement=said,
            **about,
        ),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="download_report",
        icon=":material/picture_as_pdf:",
    )

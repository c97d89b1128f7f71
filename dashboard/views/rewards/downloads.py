"""What goes out of the page: the comparison as figures, a workbook, and a report of one page."""

from __future__ import annotations

import hashlib
from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.components import show_download
from dashboard.exports.report import rewards_pdf
from dashboard.exports.workbook import rewards_workbook
from dashboard.views.rewards.statements import as_edited
from dashboard.views.rewards.view_model import RewardsViewModel

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(view_model: RewardsViewModel) -> None:
    """The comparison as figures; the plan that is looked at as a workbook and as a report."""
    _, comparison = view_model.locale, view_model.comparison
    header = [
        _("plan"),
        _("median outcome"),
        _("low"),
        _("high"),
        _("base case"),
        _("probability that it pays"),
    ]
    with st.container(horizontal=True):
        show_download(
            view_model.context,
            "rewards",
            header,
            [
                [
                    view_model.title(slot),
                    one.net.median,
                    one.net.low,
                    one.net.high,
                    one.base["net"],
                    one.pays,
                ]
                for slot, one in view_model.shown.items()
            ],
        )
        if view_model.found and comparison.scenario.categories:
            _files(view_model)


def _files(view_model: RewardsViewModel) -> None:
    """Two buttons; what is in a file is made when it is asked for."""
    _, found, context = view_model.locale, view_model.found, view_model.context
    report = queries.report(context.company, _.language)
    of, said = (
        view_model.basis.assumptions,
        as_edited(view_model, found.scenario.categories[0].category),
    )
    about = {
        "until": date.fromisoformat(report["as_of"]),
        "title": view_model.title(view_model.comparison.chosen),
        "names": context.names,
    }
    given = [
        queries.precedent(view_model.basis, one, found.scenario)
        for one in found.scenario.categories
    ]
    name = f"rewards-{hashlib.sha256(repr((found, said)).encode()).hexdigest()[:10]}"
    st.download_button(
        _("Download Excel with live formulas"),
        lambda: rewards_workbook(found, view_model.basis.facts, of, _, **about),
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
            snapshot=context.company.source.id,
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

"""The plans side by side: which one is shown, their figures, and the files to download."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.components import show_download
from dashboard.exports.report import rewards_pdf
from dashboard.exports.workbook import rewards_workbook
from dashboard.markdown import bold, plain, table
from dashboard.session import keys
from dashboard.session.plan_comparison import NO_ROOM, keep_comparison, kept_comparison
from dashboard.session.plan_links import NOTHING, SLOTS, TODAY
from dashboard.text.effect_text import effect_lines
from dashboard.text.plan_tables import Row, decision_rows, figure_table, finance_rows
from dashboard.views.rewards.details import message_to_mentors
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import verdict_word
from metrics.i18n import N_
from metrics.rewards import Appraisal

NOT_CALCULATED = N_("Not calculated: {plans}. Select the plan above to see what to fix.")
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRICED = ("retention", "performance")  # the metrics that are turned into money
HASH_LENGTH = 10  # characters of a file's name that differ between two contents


def choose_plan(view_model: RewardsViewModel) -> None:
    """Show the plans to choose from, and the buttons that duplicate and remove the one shown."""
    _ = view_model.locale
    comparison = view_model.comparison
    with st.container(horizontal=True, vertical_alignment="center"):
        titles = {slot: view_model.title(slot) for slot in comparison.all}
        st.session_state[keys.SHOWN_PLAN] = comparison.chosen
        st.segmented_control(
            _("Plan"),
            list(titles),
            format_func=titles.__getitem__,
            key=keys.SHOWN_PLAN,
            required=True,
            on_change=_show_chosen_plan,
            label_visibility="collapsed",
            width="content",
        )
        st.button(
            _("Duplicate"),
            icon=":material/content_copy:",
            disabled=comparison.full,
            on_click=_duplicate_plan,
            key="copy_plan",
            args=(view_model.new_plan_name,),
            help=_("Creates a separate plan from the one you are viewing."),
        )
        st.button(
            _("Remove"),
            icon=":material/delete:",
            disabled=comparison.chosen in (NOTHING, TODAY),
            key="drop_plan",
            on_click=_remove_plan,
        )
    if comparison.locked:
        st.info(plain(_(NO_ROOM, n=len(SLOTS))), icon=":material/info:")


def show_comparison(view_model: RewardsViewModel) -> None:
    """Show the figures that decide, a column per plan, and folded those that Finance asks for."""
    _ = view_model.locale
    shown = view_model.comparison.chosen
    _show_table(view_model, decision_rows(view_model.appraisals, view_model.liabilities(), _))
    others = [view_model.title(slot) for slot in view_model.faults if slot != shown]
    if others:
        st.warning(
            plain(_(NOT_CALCULATED, plans=", ".join(others))),
            icon=":material/warning:",
        )
    st.caption(
        plain(
            _(
                "Median of {draws} simulated outcomes; cash, time and work gained are "
                "base-case figures. For the whole period, before tax on profit.",
                draws=_.number(view_model.scenario.draws),
            )
        )
    )
    with st.expander(_("Figures for Finance"), key="plan_finance"):
        _show_table(view_model, finance_rows(view_model.appraisals, _))
        if view_model.appraisal and view_model.scenario.categories:
            st.markdown(bold(_("{plan}: the range of each figure", plan=view_model.title(shown))))
            header, *rows = figure_table(view_model.appraisal, _)
            st.markdown(table(header, [[plain(cell) for cell in row] for row in rows]))


def show_downloads(view_model: RewardsViewModel) -> None:
    """Offer the comparison as figures, and the plan shown as a workbook and as a report."""
    _ = view_model.locale
    header = [
        _("plan"),
        _("median outcome"),
        _("low"),
        _("high"),
        _("base case"),
        _("probability that it pays"),
        _("verdict"),
    ]
    rows = [
        [
            view_model.title(slot),
            appraisal.net.median,
            appraisal.net.low,
            appraisal.net.high,
            appraisal.base["net"],
            appraisal.odds,
            verdict_word(appraisal.verdict, _),
        ]
        for slot, appraisal in view_model.appraisals.items()
    ]
    with st.container(horizontal=True):
        show_download(view_model.context, "rewards", header, rows)
        if view_model.appraisal and view_model.scenario.categories:
            _show_plan_downloads(view_model, view_model.appraisal)


def _show_plan_downloads(view_model: RewardsViewModel, appraisal: Appraisal) -> None:
    """Offer the workbook and the report; each file is made when its button is pressed."""
    _ = view_model.locale
    context = view_model.context
    assumptions = view_model.basis.assumptions
    plans = appraisal.scenario.categories
    title = view_model.title(view_model.comparison.chosen)
    message = message_to_mentors(view_model, plans[0].category)
    report = queries.report(context.company, _.language)
    until = date.fromisoformat(report["as_of"])
    effects = _effects(view_model)
    precedents = [queries.precedent(view_model.basis, plan, appraisal.scenario) for plan in plans]

    def workbook() -> bytes:
        return rewards_workbook(
            appraisal,
            view_model.basis.facts,
            assumptions,
            _,
            until=until,
            title=title,
            names=context.names,
            effects=effects,
        )

    def pdf() -> bytes:
        return rewards_pdf(
            appraisal,
            assumptions,
            _,
            snapshot=context.company.source.id,
            until=until,
            title=title,
            names=context.names,
            company=report["company"] or "",
            precedents=precedents,
            statement=message,
            effects=effects,
        )

    content_hash = hashlib.sha256(repr((appraisal, message, effects)).encode()).hexdigest()
    file_name = f"rewards-{content_hash[:HASH_LENGTH]}"
    st.download_button(
        _("Download Excel with live formulas"),
        workbook,
        file_name=f"{file_name}.xlsx",
        mime=WORKBOOK_TYPE,
        on_click="ignore",
        key="download_workbook",
        icon=":material/table:",
    )
    st.download_button(
        _("Download one-page report"),
        pdf,
        file_name=f"{file_name}.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="download_report",
        icon=":material/picture_as_pdf:",
    )


def _effects(view_model: RewardsViewModel) -> tuple[str, ...]:
    """Return what the measured effects rest on; nothing for a plan saved on other data."""
    company = view_model.context.company
    if view_model.basis.facts.snapshot != company.source.id:
        return ()
    measured = [
        (queries.answer(company, name), queries.lottery_answer(company, name))
        for name in PRICED
        if not queries.missing_tables(company, name)
    ]
    return tuple(effect_lines(measured, view_model.locale))


def _show_table(view_model: RewardsViewModel, rows: Sequence[Row]) -> None:
    """Show a column per plan, the plan shown in bold."""
    slots = list(view_model.appraisals)
    formats = [bold if slot == view_model.comparison.chosen else plain for slot in slots]
    st.markdown(
        table(
            ["", *(plain(view_model.title(slot)) for slot in slots)],
            [
                [
                    plain(name),
                    *(formatted(cell) for formatted, cell in zip(formats, cells, strict=True)),
                ]
                for name, cells in rows
            ],
        )
    )


def _show_chosen_plan() -> None:
    keep_comparison(kept_comparison().showing(st.session_state[keys.SHOWN_PLAN]))


def _duplicate_plan(name: str) -> None:
    comparison = kept_comparison()
    keep_comparison(comparison.added(replace(comparison.scenario, name=name)))


def _remove_plan() -> None:
    comparison = kept_comparison()
    keep_comparison(comparison.without(comparison.chosen))

"""The method: in short, and on demand in full, with formulas and references."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import CHECK_ICONS, show_download
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from metrics.catalog import Metric
from metrics.disclosure import (
    DataOrigin,
    MethodLine,
    MethodSection,
    ReleasedAnswer,
    checklist_rows,
    checklist_section,
    key_lines,
    method_markdown,
    method_sections,
    target_checklist,
)
from metrics.evaluate import describe_method, sentence_about
from metrics.i18n import N_, Locale
from metrics.scope import Scope

CHECKLIST = N_("Download the TARGET checklist")


def how_we_know(context: PageContext, answer: ReleasedAnswer, scope: Scope) -> None:
    """Show what is measured, how, what was checked and what has to be true; the rest on demand."""
    _ = context.locale
    with st.expander(_("How we know"), icon=":material/fact_check:"):
        if st.toggle(
            _("Full method: support for each assumption, formulas, references"),
            key="method",
        ):
            _in_full(context, answer, scope)
        else:
            _in_short(answer, _)


def _in_short(answer: ReleasedAnswer, _: Locale) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(bold(_("What it measures")))
        st.markdown("\n\n".join(plain(_(paragraph)) for paragraph in answer.metric.paragraphs))
        st.markdown(bold(_("Method")))
        st.markdown(plain(_(answer_text.METHODS[answer.metric.shape])))
        if answer.tie_rule:
            st.markdown(plain(sentence_about(answer.scope.role, answer.tie_rule, _)))
        if about_keys := key_lines(answer, _):
            st.markdown(bold(_("Matching keys")))
            st.markdown("\n".join(f"- {plain(line)}" for line in about_keys))
    with right:
        if answer.checks:
            st.markdown(bold(_("Checks")))
            st.markdown(
                "\n".join(
                    f"- {CHECK_ICONS[c.passed]} {plain(answer_text.check_text(c, _))}"
                    for c in answer.checks
                )
            )
        if answer.assumptions:
            st.markdown(bold(_("Method assumptions")))
            lines = (sentence_about(answer.scope.role, line, _) for line in answer.assumptions)
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _in_full(context: PageContext, answer: ReleasedAnswer, scope: Scope) -> None:
    name = answer.metric.name
    found = queries.evidence(context.company, name, scope)
    beside = queries.secondary_analyses(context.company, name, scope)
    _ = context.locale
    method = describe_method(answer.metric, scope.role)
    sections = method_sections(method, found, beside, _)
    origin = DataOrigin.of(queries.report(context.company, _.language))
    checklist = target_checklist(method, found, beside, origin, _)
    if checklist:
        sections = (*sections, checklist_section(checklist, _))
    for section in sections:
        _section(section)
    title = _("{title}: how the figure is calculated", title=_(answer.metric.title))
    st.download_button(
        _("Download this method"),
        method_markdown(title, sections),
        file_name=f"{name}-method.md",
        mime="text/markdown",
        on_click="ignore",
        key="download_method",
        icon=":material/download:",
    )
    if checklist:
        show_download(context, f"{name}-target", *checklist_rows(checklist, _), label=CHECKLIST)


def _section(section: MethodSection) -> None:
    st.markdown(bold(section.title))
    if len(section.lines) == 1 and not section.lines[0].details:
        st.markdown(plain(section.lines[0].text))
    elif section.lines:
        st.markdown("\n".join(_item(line) for line in section.lines))
    for one in section.formulas:
        st.markdown(plain(one.about))
        st.code(one.formula, language=None, wrap_lines=True)
        st.caption(f"{plain(one.source)} · {plain(one.function)}")


def _item(line: MethodLine) -> str:
    return "\n".join([f"- {plain(line.text)}", *(f"  - {plain(more)}" for more in line.details)])


def show_steps(context: PageContext, metric: Metric, scope: Scope) -> None:
    """Show every step in a fold that is calculated when opened.

    The SQL is the file as it runs, in English for every reader.
    """
    _ = context.locale
    fold = st.expander(
        _("How it is calculated, step by step"),
        icon=":material/database:",
        on_change="rerun",
        key="steps",
    )
    if not fold.open:
        return
    with fold:
        for number, step in enumerate(queries.steps(context.company, metric.name, scope), start=1):
            rows = _("rows: {n}", n=quantities.count(step.rows, _))
            st.markdown(f"{number}\\. {bold(step.name)}: {plain(rows)}")
            st.code(step.sql, language="sql")

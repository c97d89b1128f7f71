"""The statement for the mentors: a draft to edit, one for each category."""

from __future__ import annotations

import hashlib

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.rewards import write_announcement


def show_statement(view_model: RewardsViewModel) -> None:
    """A draft to edit; another plan gives another draft, and what was typed into the first one
    stays with it.
    """
    _, scenario = view_model.locale, view_model.scenario
    if not scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    codes = [one.category for one in scenario.categories]
    code = st.selectbox(
        _("Message to mentors of"),
        codes,
        key="statement_category",
        format_func={code: view_model.category(code) for code in codes}.__getitem__,
    )
    draft, key = _draft(view_model, code)
    text = st.text_area(
        _("Message to mentors"),
        draft,
        height=420,
        key=key,
        persist_state="session",
        help=_("This is a draft: edit it as you like. The report uses the text shown here."),
    )
    st.caption(plain(_("A line that begins with # is a heading.")))
    st.download_button(
        _("Download message"),
        text.encode(),
        file_name=f"{key}.md",
        mime="text/markdown",
        on_click="ignore",
        key="download_statement",
        icon=":material/download:",
    )


def as_edited(view_model: RewardsViewModel, code: str) -> str:
    """The statement for the mentors of that category as it stands."""
    draft, key = _draft(view_model, code)
    return st.session_state.get(key, draft)


def _draft(view_model: RewardsViewModel, code: str) -> tuple[str, str]:
    """The statement for the mentors of that category, and the name under which an edited one is
    kept.
    """
    company = (
        queries.report(view_model.context.company, view_model.locale.language)["company"] or ""
    )
    draft = write_announcement(
        view_model.scenario,
        code,
        view_model.locale,
        company=company,
        title=view_model.category(code),
    )
    return draft, f"statement-{code}-{hashlib.sha256(draft.encode()).hexdigest()[:10]}"

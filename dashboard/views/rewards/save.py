"""Saving the plan that is looked at, with the reader's name."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.plan_comparison import keep_comparison, kept_comparison
from dashboard.text import plan_text
from dashboard.views.rewards.fields import again
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_, Locale
from metrics.store import LONGEST_NOTE, ConflictError, Draft, StoreError

SAVED_AS = N_("Saved as {name}, version {version}.")
CONFLICT, SAID = "save_conflict", "save_said"


def show_form(view_model: RewardsViewModel) -> None:
    """The form; below it what came of the last save."""
    _, comparison = view_model.locale, view_model.comparison
    usual = "" if comparison.chosen in plan_text.FIXED_PLANS else comparison.scenario.name
    with st.form("save", border=False, enter_to_submit=False):
        name = st.text_input(
            _("Save as"), value=usual, max_chars=80, key=f"save_name_{comparison.chosen}_{usual}"
        )
        author = st.text_input(
            _("Your name"), max_chars=80, key="save_author", persist_state="session"
        )
        note = st.text_input(
            _("Reason for this version"),
            max_chars=LONGEST_NOTE,
            key=f"save_note_{comparison.chosen}_{comparison.based_on}",
            placeholder=_("what changed and why; stays with the version"),
        )
        pressed = st.form_submit_button(_("Save plan"), icon=":material/save:", key="save_plan")
    if not pressed:
        _say_saved()
    elif view_model.found is None:
        st.error(
            plain(_("Fix the errors in this plan before you save it. Nothing is lost.")),
            icon=":material/error:",
        )
    else:
        based_on = (
            comparison.based_on.get(comparison.chosen) if name == comparison.scenario.name else None
        )
        save(
            Draft(
                replace(comparison.scenario, name=name),
                view_model.basis.facts,
                view_model.basis.assumptions,
                based_on,
                author,
                note,
            ),
            _,
        )


def save(draft: Draft, _: Locale) -> None:
    """Saves, and shows what came of it."""
    try:
        saved = queries.plan_store().save_draft(draft)
    except ConflictError as both:
        st.session_state[CONFLICT] = both
        return
    except StoreError as error:
        st.error(plain(error.message(_)), icon=":material/error:")
        return
    st.session_state.pop(CONFLICT, None)
    comparison = kept_comparison()
    keep_comparison(
        comparison
        if comparison.locked
        else comparison.changed(saved.scenario, saved.name).saved(saved.version)
    )
    st.session_state["open_name"], st.session_state["open_version"] = (
        saved.name,
        saved.version,
    )  # shown in the list
    st.session_state[SAID] = _(SAVED_AS, name=saved.name, version=saved.version)
    again()


def _say_saved() -> None:
    if CONFLICT not in st.session_state and (said := st.session_state.pop(SAID, None)):
        st.success(plain(said), icon=":material/check_circle:")

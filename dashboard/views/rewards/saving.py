"""Saved plans: save the plan shown, settle a conflict, and open a version from the list or a link.

Every save is a new version with a reason; nobody overwrites another's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session import keys, url_state
from dashboard.session.plan_comparison import (
    NO_ROOM,
    current_comparison,
    keep_comparison,
    kept_comparison,
)
from dashboard.session.plan_links import LONGEST_NAME, SLOTS
from dashboard.text.plan_tables import decision_rows
from dashboard.text.plan_text import FIXED_PLANS, NO_VALUE
from dashboard.views.rewards.fields import redraw
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import release
from metrics.i18n import N_, Locale
from metrics.plan_basis import PlanBasis
from metrics.rewards import Appraisal, Scenario
from metrics.store import (
    LONGEST_NOTE,
    ConflictError,
    Draft,
    SavedScenario,
    ScenarioVersion,
    StoreError,
)

SAVED_AS = N_("Saved as {name}, version {version}.")
REASON = N_("Reason for this version")
SAVED_MEANWHILE = N_("Saved in the meantime")
YOUR_PLAN = N_("Your plan")
RULES_CANNOT = N_(
    "{when}: today's tax rules cannot calculate it as saved. The saved version is kept unchanged."
)
UNCHANGED = N_("{when}: the figures have not changed since.")


def open_linked_plan(today: Scenario, _: Locale) -> None:
    """Open the saved plan that the URL names, next to the open plans, or say why it cannot be."""
    name = url_state.take("scenario")
    version = url_state.take("version")
    if not name:
        return
    comparison, _complete = current_comparison(today)
    if comparison.full:
        st.info(plain(_(NO_ROOM, n=len(SLOTS))), icon=":material/info:")
        return
    try:
        saved = queries.plan_store().load(name, int(version) if version.isdigit() else None)
        keep_comparison(comparison.added(saved.scenario, saved.version))
    except StoreError as error:
        st.warning(plain(error.message(_)), icon=":material/warning:")


def show_saved_plans(view_model: RewardsViewModel) -> None:
    """Show the form to save with, the conflict of the last save, and the saved plans."""
    left, right = st.columns(2, gap="large")
    try:
        with left:
            _show_form(view_model)
            _show_conflict(view_model)
            _show_change_since_saved(view_model)
        with right:
            _show_versions(view_model)
    except StoreError as error:
        st.error(plain(error.message(view_model.locale)), icon=":material/error:")


def _show_form(view_model: RewardsViewModel) -> None:
    """Show the form that saves the plan shown; below it what came of the last save."""
    _ = view_model.locale
    comparison = view_model.comparison
    own_name = "" if comparison.chosen in FIXED_PLANS else comparison.scenario.name
    with st.form("save", border=False, enter_to_submit=False):
        name = st.text_input(
            _("Save as"),
            value=own_name,
            max_chars=LONGEST_NAME,
            key=f"save_name_{comparison.chosen}_{own_name}",
        )
        author = st.text_input(
            _("Your name"), max_chars=LONGEST_NAME, key="save_author", persist_state="session"
        )
        note = st.text_input(
            _(REASON),
            max_chars=LONGEST_NOTE,
            key=f"save_note_{comparison.chosen}_{comparison.based_on}",
            placeholder=_("what changed and why; stays with the version"),
        )
        pressed = st.form_submit_button(_("Save plan"), icon=":material/save:", key="save_plan")
    if not pressed:
        _show_save_message()
    elif view_model.appraisal is None:
        st.error(
            plain(_("Fix the errors in this plan before you save it. Nothing is lost.")),
            icon=":material/error:",
        )
    else:
        same_name = name == comparison.scenario.name
        draft = Draft(
            scenario=replace(comparison.scenario, name=name),
            facts=view_model.basis.facts,
            assumptions=view_model.basis.assumptions,
            based_on=comparison.based_on.get(comparison.chosen) if same_name else None,
            author=author,
            note=note,
        )
        _save(draft, _)


def _save(draft: Draft, _: Locale) -> None:
    """Save the draft, put the saved version in place of the plan shown, and draw the page again.

    A conflict is kept, so that the reader can choose; another error is shown.
    """
    try:
        saved = queries.plan_store().save_draft(draft)
    except ConflictError as conflict:
        st.session_state[keys.SAVE_CONFLICT] = conflict
        return
    except StoreError as error:
        st.error(plain(error.message(_)), icon=":material/error:")
        return
    st.session_state.pop(keys.SAVE_CONFLICT, None)
    comparison = kept_comparison()
    if not comparison.locked:
        comparison = comparison.changed(saved.scenario, saved.name).saved(saved.version)
    keep_comparison(comparison)
    st.session_state[keys.SAVED_NAME] = saved.name
    st.session_state[keys.SAVED_VERSION] = saved.version
    st.session_state[keys.SAVE_MESSAGE] = _(SAVED_AS, name=saved.name, version=saved.version)
    redraw()


def _show_save_message() -> None:
    """Show once what came of the last save; not while its conflict is open."""
    if keys.SAVE_CONFLICT in st.session_state:
        return
    message = st.session_state.pop(keys.SAVE_MESSAGE, None)
    if message:
        st.success(plain(message), icon=":material/check_circle:")


def _show_conflict(view_model: RewardsViewModel) -> None:
    """Show both plans of a conflicting save, and the two ways to keep both."""
    _ = view_model.locale
    conflict: ConflictError | None = st.session_state.get(keys.SAVE_CONFLICT)
    if conflict is None:
        return
    st.warning(plain(conflict.message(_)), icon=":material/warning:")
    plans: dict[str, Draft | SavedScenario] = {
        _(YOUR_PLAN): conflict.yours,
        _(SAVED_MEANWHILE): conflict.saved,
    }
    appraisals = {
        title: appraisal
        for title, plan in plans.items()
        if (appraisal := _appraisal_when_saved(plan))
    }
    # The last row is the precedent liability, which cannot be calculated from a saved version.
    figures = decision_rows(appraisals, dict.fromkeys(appraisals, 0.0), _)[:-1]
    notes = [plans[title].note or NO_VALUE for title in appraisals]
    rows = [[plain(name), *map(plain, cells)] for name, cells in [*figures, (_(REASON), notes)]]
    st.markdown(table(["", *map(plain, appraisals)], rows))
    other_name = _("{name} (2)", name=conflict.yours.scenario.name)
    with st.container(horizontal=True):
        if st.button(_("Save my plan as the next version"), key="save_on_top"):
            _save(conflict.yours.on_top_of(conflict.saved), _)
        if st.button(_("Save my plan as {name}", name=other_name), key="save_renamed"):
            _save(conflict.yours.named(other_name), _)


def _show_change_since_saved(view_model: RewardsViewModel) -> None:
    """Say whether the figures of the plan shown are still those of its saved version."""
    _ = view_model.locale
    comparison = view_model.comparison
    version = comparison.based_on.get(comparison.chosen)
    appraisal = view_model.appraisal
    if version is None or appraisal is None:
        return
    saved = queries.plan_store().load(comparison.scenario.name, version)
    before = _appraisal_when_saved(saved)
    when = _(
        "Version {version}, saved by {author} on {day}",
        version=saved.version,
        author=saved.author,
        day=_.date(saved.at.date()),
    )
    if before is None:
        sentence = _(RULES_CANNOT, when=when)
    elif saved.scenario == comparison.scenario and before.net == appraisal.net:
        sentence = _(UNCHANGED, when=when)
    else:
        sentence = _(
            "{when}: the net result was {then} with the plan and data at that time. Now "
            "it is {now} (median outcome).",
            when=when,
            then=_.money_short(before.net.median),
            now=_.money_short(appraisal.net.median),
        )
    st.caption(plain(sentence))


def _appraisal_when_saved(plan: Draft | SavedScenario) -> Appraisal | None:
    """Return the appraisal with the facts and assumptions saved with the plan.

    None where today's tax rules cannot calculate it.
    """
    basis = PlanBasis(release(plan.facts), plan.assumptions)
    return None if basis.faults(plan.scenario) else queries.appraise(basis, plan.scenario)


def _show_versions(view_model: RewardsViewModel) -> None:
    """Show the saved plans and their versions, a button that opens one, and a link to it."""
    _ = view_model.locale
    names = queries.plan_store().names()
    if not names:
        st.markdown(plain(_("No saved plans yet.")))
        return
    name = st.selectbox(_("Saved plans"), names, key=keys.SAVED_NAME)
    versions = queries.plan_store().versions(name)[::-1]
    labels = {
        saved.version: _(
            "version {version}, {author}, {day}",
            version=saved.version,
            author=saved.author,
            day=_.date(saved.at.date()),
        )
        for saved in versions
    }
    version = st.selectbox(
        _("Version"), list(labels), format_func=labels.__getitem__, key=keys.SAVED_VERSION
    )
    _show_history(versions, _)
    st.button(
        _("Open alongside the others"),
        icon=":material/folder_open:",
        disabled=view_model.comparison.full,
        key="open_saved",
        on_click=_open_version,
        args=(name, version),
    )
    page, _separator, _query = (st.context.url or "").partition("?")
    query = urlencode({"scenario": name, "version": version, "lang": _.language})
    st.caption(plain(_("Link to this version:")))
    st.code(f"{page}?{query}", language=None, wrap_lines=True)


def _show_history(versions: Sequence[ScenarioVersion], _: Locale) -> None:
    """Show who saved which version when, and why; the newest first."""
    header = [_("Version"), _("Saved on"), _("Saved by"), _(REASON)]
    rows = [
        [
            _.number(saved.version),
            plain(_.date(saved.at.date())),
            plain(saved.author),
            plain(saved.note or NO_VALUE),
        ]
        for saved in versions
    ]
    st.markdown(table(header, rows, right=len(header)))


def _open_version(name: str, version: int) -> None:
    saved = queries.plan_store().load(name, version)
    keep_comparison(kept_comparison().added(saved.scenario, saved.version))

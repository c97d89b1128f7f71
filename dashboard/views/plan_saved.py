"""Saved plans: every save is a version of its own, a conflict shows both, and a link opens one."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from dashboard import data, plans
from dashboard.board import current, keep, kept
from dashboard.decisions import Basis, appraised
from dashboard.scenarios import FULL, SLOTS
from dashboard.texts import plain, table
from dashboard.views.bench import Bench, again
from metrics.decide import Scenario
from metrics.disclosure import release
from metrics.store import ConflictError, Draft, Saved, StoreError
from metrics.words import Words

CONFLICT, SAID = "save_conflict", "save_said"


def open_link(today: Scenario, _: Words) -> None:
    """Opens the saved plan that the URL names, beside those that are open; what is wrong is said."""
    name, version = st.query_params.pop("scenario", ""), st.query_params.pop("version", "")
    if not name:
        return
    board, _whole = current(today)
    if board.full:
        st.info(plain(_(FULL, n=len(SLOTS))), icon=":material/info:")
        return
    try:
        saved = data.store().load(name, int(version) if version.isdigit() else None)
        keep(board.added(saved.scenario, saved.version))
    except StoreError as error:
        st.warning(plain(error.said(_)), icon=":material/warning:")


def show_saved(bench: Bench) -> None:
    """The form to save with, a conflict where there is one, and the list to open from."""
    _ = bench.words
    left, right = st.columns(2, gap="large")
    try:
        with left:
            _save_form(bench)
            if CONFLICT in st.session_state:
                _conflict(bench, *st.session_state[CONFLICT])
            elif said := st.session_state.pop(SAID, None):
                st.success(plain(said), icon=":material/check_circle:")
            _as_saved(bench)
        with right:
            _open_form(bench)
    except StoreError as error:
        st.error(plain(error.said(_)), icon=":material/error:")


def _save_form(bench: Bench) -> None:
    _, board = bench.words, bench.board
    name = "" if board.chosen in plans.FIXED else board.scenario.name
    with st.form("save", border=False):
        name = st.text_input(_("Save as"), value=name, max_chars=80, key=f"save_name_{board.chosen}_{name}")
        author = st.text_input(_("Your name"), max_chars=80, key="save_author", persist_state="session")
        pressed = st.form_submit_button(_("Save this plan"), icon=":material/save:")
    if not pressed:
        return
    if bench.found is None:
        st.error(plain(_("What is wrong with this plan has to be mended before it can be saved; nothing is lost.")),
                 icon=":material/error:")
        return
    based_on = board.based_on.get(board.chosen) if name == board.scenario.name else None
    _store(Draft(replace(board.scenario, name=name), bench.basis.facts.facts, bench.basis.of, based_on, author), _)


def _store(draft: Draft, _: Words) -> None:
    """Saves, and shows what came of it."""
    try:
        saved = data.store().save_draft(draft)
    except ConflictError as both:
        st.session_state[CONFLICT] = (both.yours, both.saved)
        return
    except StoreError as error:
        st.error(plain(error.said(_)), icon=":material/error:")
        return
    st.session_state.pop(CONFLICT, None)
    board = kept()
    board = board.changed(saved.scenario, saved.name).saved(saved.version) if not board.fixed else board
    keep(board)
    st.session_state[SAID] = _("Saved as {name}, version {version}.", name=saved.name, version=saved.version)
    again()


def _conflict(bench: Bench, yours: Draft, saved: Saved) -> None:
    """Both versions, and the two ways on; neither is lost."""
    _ = bench.words
    error = ConflictError(yours, saved)
    st.warning(plain(error.said(_)), icon=":material/warning:")
    columns = {_("Yours"): _basis(yours), _("Saved meanwhile"): _basis(saved)}
    found = [appraised(scenario, basis).appraisal for scenario, basis in columns.values()]
    rows = [(plain(name), *map(plain, cells))
            for name, cells in plans.rows(dict(enumerate(found)), {0: 0.0, 1: 0.0}, _)[:7]]
    st.markdown(table(["", *map(plain, columns)], rows))
    with st.container(horizontal=True):
        if st.button(_("Save mine as the next version"), key="save_on_top"):
            _store(yours.on_top_of(saved), _)
        other = _("{name} (2)", name=yours.scenario.name)
        if st.button(_("Save mine as {name}", name=other), key="save_beside"):
            _store(yours.named(other), _)


def _as_saved(bench: Bench) -> None:
    """Whether the figures are still those that were saved."""
    _, board = bench.words, bench.board
    version = board.based_on.get(board.chosen)
    if version is None or bench.found is None:
        return
    saved = data.store().load(board.scenario.name, version)
    then = appraised(*_basis(saved)).appraisal
    when = _("Version {version}, saved by {author} on {day}", version=saved.version, author=saved.author,
             day=_.date(saved.at.date()))
    if saved.scenario == board.scenario and then.net == bench.found.net:
        st.caption(plain(_("{when}: the figures are as they were saved.", when=when)))
    else:
        st.caption(plain(_("{when}: with the plan and the data of then {then} was left over in the middle of the "
                           "draws, now {now}.", when=when, then=_.money_short(then.net.middle),
                           now=_.money_short(bench.found.net.middle))))


def _open_form(bench: Bench) -> None:
    _ = bench.words
    names = data.store().names()
    if not names:
        st.markdown(plain(_("No plan is saved yet.")))
        return
    name = st.selectbox(_("Saved plans"), names, key="open_name")
    versions = data.store().versions(name)[::-1]
    labels = {one.version: _("version {version}, {author}, {day}", version=one.version, author=one.author,
                             day=_.date(one.at.date())) for one in versions}
    version = st.selectbox(_("Version"), list(labels), format_func=labels.__getitem__, key="open_version")
    st.button(_("Open beside the others"), icon=":material/folder_open:", disabled=bench.board.full, key="open_saved",
              on_click=_open, args=(name, version))
    query = urlencode({"scenario": name, "version": version, "lang": _.language})
    st.caption(plain(_("A link that opens this version:")))
    st.code(f"{(st.context.url or '').partition('?')[0]}?{query}", language=None, wrap_lines=True)


def _open(name: str, version: int) -> None:
    saved = data.store().load(name, version)
    keep(kept().added(saved.scenario, saved.version))


def _basis(of: Draft | Saved) -> tuple[Scenario, Basis]:
    return of.scenario, Basis.made_of(release(of.facts), of.assumptions)

"""What was saved before: opened by a link or from the list, and whether its figures are still the same."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard import data
from dashboard.board import current, keep, kept
from dashboard.decisions import Basis, appraised, faults_of
from dashboard.scenarios import FULL, SLOTS
from dashboard.texts import plain, table
from dashboard.views.rewards.bench import Bench
from metrics.decide import Scenario
from metrics.decide.appraisal import Appraisal
from metrics.disclosure import release
from metrics.store import Draft, Saved, StoreError
from metrics.store.scenarios import Version
from metrics.words import Words


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


def then(of: Draft | Saved) -> Appraisal | None:
    """What the plan came to, with what was known and assumed when it was saved; None where today's rules cannot say."""
    basis = Basis.made_of(release(of.facts), of.assumptions)
    return None if faults_of(of.scenario, basis) else appraised(of.scenario, basis).appraisal


def say_as_saved(bench: Bench) -> None:
    """Whether the figures of the plan looked at are still those that were saved."""
    _, board = bench.words, bench.board
    version = board.based_on.get(board.chosen)
    if version is None or bench.found is None:
        return
    saved = data.store().load(board.scenario.name, version)
    before = then(saved)
    when = _("Version {version}, saved by {author} on {day}", version=saved.version, author=saved.author,
             day=_.date(saved.at.date()))
    if before is None:
        says = _("{when}: today's tax rules cannot reckon it as it was saved; it is kept as it is.", when=when)
    elif saved.scenario == board.scenario and before.net == bench.found.net:
        says = _("{when}: the figures are as they were saved.", when=when)
    else:
        says = _("{when}: with the plan and the data of then {then} was left over, now {now} (middle outcome).",
                 when=when, then=_.money_short(before.net.middle), now=_.money_short(bench.found.net.middle))
    st.caption(plain(says))


def show_open(bench: Bench) -> None:
    """The names and versions that are saved, a button that opens one, and a link that does."""
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
    _show_history(versions, _)
    st.button(_("Open beside the others"), icon=":material/folder_open:", disabled=bench.board.full, key="open_saved",
              on_click=_open, args=(name, version))
    query = urlencode({"scenario": name, "version": version, "lang": _.language})
    st.caption(plain(_("A link that opens this version:")))
    st.code(f"{(st.context.url or '').partition('?')[0]}?{query}", language=None, wrap_lines=True)


def _show_history(versions: Sequence[Version], _: Words) -> None:
    """Who saved which version when, and why; the newest first."""
    st.markdown(table([_("Version"), _("Saved on"), _("Saved by"), _("Why this version")], [
        (_.number(one.version), plain(_.date(one.at.date())), plain(one.author), plain(one.note or "–"))
        for one in versions], right=4))


def _open(name: str, version: int) -> None:
    saved = data.store().load(name, version)
    keep(kept().added(saved.scenario, saved.version))

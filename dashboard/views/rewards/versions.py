"""What was saved before, opened by a link or from the list."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session import url_state
from dashboard.session.plan_comparison import (
    NO_ROOM,
    current_comparison,
    keep_comparison,
    kept_comparison,
)
from dashboard.session.plan_links import SLOTS
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import Locale
from metrics.rewards import Scenario
from metrics.store import ScenarioVersion, StoreError


def open_link(today: Scenario, _: Locale) -> None:
    """Opens the saved plan that the URL names, beside those that are open; what is wrong is
    said.
    """
    name = url_state.take("scenario")
    version = url_state.take("version")
    if not name:
        return
    comparison, _whole = current_comparison(today)
    if comparison.full:
        st.info(plain(_(NO_ROOM, n=len(SLOTS))), icon=":material/info:")
        return
    try:
        saved = queries.plan_store().load(name, int(version) if version.isdigit() else None)
        keep_comparison(comparison.added(saved.scenario, saved.version))
    except StoreError as error:
        st.warning(plain(error.message(_)), icon=":material/warning:")


def show_open(view_model: RewardsViewModel) -> None:
    """The names and versions that are saved, a button that opens one, and a link that does."""
    _ = view_model.locale
    names = queries.plan_store().names()
    if not names:
        st.markdown(plain(_("No saved plans yet.")))
        return
    name = st.selectbox(_("Saved plans"), names, key="open_name")
    versions = queries.plan_store().versions(name)[::-1]
    labels = {
        one.version: _(
            "version {version}, {author}, {day}",
            version=one.version,
            author=one.author,
            day=_.date(one.at.date()),
        )
        for one in versions
    }
    version = st.selectbox(
        _("Version"), list(labels), format_func=labels.__getitem__, key="open_version"
    )
    _show_history(versions, _)
    st.button(
        _("Open alongside the others"),
        icon=":material/folder_open:",
        disabled=view_model.comparison.full,
        key="open_saved",
        on_click=_open,
        args=(name, version),
    )
    query = urlencode({"scenario": name, "version": version, "lang": _.language})
    st.caption(plain(_("Link to this version:")))
    st.code(f"{(st.context.url or '').partition('?')[0]}?{query}", language=None, wrap_lines=True)


def _show_history(versions: Sequence[ScenarioVersion], _: Locale) -> None:
    """Who saved which version when, and why; the newest first."""
    st.markdown(
        table(
            [_("Version"), _("Saved on"), _("Saved by"), _("Reason for this version")],
            [
                (
                    _.number(one.version),
                    plain(_.date(one.at.date())),
                    plain(one.author),
                    plain(one.note or "–"),
                )
                for one in versions
            ],
            right=4,
        )
    )


def _open(name: str, version: int) -> None:
    saved = queries.plan_store().load(name, version)
    keep_comparison(kept_comparison().added(saved.scenario, saved.version))

"""Who reads, and what that role may see: on this computer nobody signs in, so the company's file
says it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from metrics.contract.settings import CompanySettings
from metrics.disclosure.roles import TITLES, sees_names
from metrics.i18n import Locale
from metrics.warehouse.snapshot import NoSnapshotError, OutdatedError, Snapshot, current


def role_of(snapshot: Snapshot | None) -> str:
    """The role of this reader: that of what is loaded, also where this version cannot read it; else
    the usual one.
    """
    if snapshot is not None:
        return snapshot.role
    try:
        return current().role
    except OutdatedError as outdated:
        return outdated.role
    except NoSnapshotError:
        return CompanySettings.role


def show_role(role: str, _: Locale) -> None:
    """The line at the foot of every page."""
    names = (
        _("You see names after stating a purpose, which is logged")
        if sees_names(role)
        else _("You see counts, not names")
    )
    st.caption(
        plain(
            _(
                (
                    "Your role: {role}. {names}. The role is set in company.toml; there is "
                    "no sign-in."
                ),
                role=_(TITLES[role]),
                names=names,
            )
        )
    )

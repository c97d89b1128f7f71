"""Who reads, and what that role may see: on this computer nobody signs in, so the company's file says it."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import plain
from metrics.contract.company import Company
from metrics.disclosure.roles import TITLES, sees_names
from metrics.warehouse.snapshot import Snapshot
from metrics.words import Words


def role_of(snapshot: Snapshot | None) -> str:
    """The role of this reader; where nothing is loaded there is nothing to see, and it is the usual one."""
    return Company.role if snapshot is None else snapshot.role


def show_role(role: str, _: Words) -> None:
    """The line at the foot of every page."""
    names = _("sees names for a purpose that is kept") if sees_names(role) else _("sees counts, no names")
    st.caption(plain(_("You read as: {role}; {names}. It is set in company.toml, and nobody signs in here.",
                       role=_(TITLES[role]), names=names)))

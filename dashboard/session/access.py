"""The reader's role and what it may see.

There is no sign-in: the role is the one that the company's settings name.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from metrics import Company
from metrics.disclosure import ROLE_TITLES, sees_names
from metrics.i18n import N_, Locale
from metrics.loading import USUAL_ROLE

SEES_COUNTS = N_("You see counts, not names")
SEES_NAMES = N_("You see names after stating a purpose, which is logged")
ROLE_LINE = N_("Your role: {role}. {names}. The role is set in company.toml; there is no sign-in.")


def role_of(company: Company | None) -> str:
    """Return the role of this reader: the one set in the data that are loaded, even if outdated."""
    if company is not None:
        return company.role
    outdated = queries.outdated()
    return USUAL_ROLE if outdated is None else outdated.role


def show_role(role: str, _: Locale) -> None:
    """Show the reader's role and what it may see, at the foot of every page."""
    names = _(SEES_NAMES) if sees_names(role) else _(SEES_COUNTS)
    st.caption(plain(_(ROLE_LINE, role=_(ROLE_TITLES[role]), names=names)))

"""Roles: who may see names, and who may load files.

Every function that reveals names asks `permit` first, and the log keeps the answer.
"""

from __future__ import annotations

from metrics.contract.settings import ROLES
from metrics.i18n import N_, Locale, LocalizedError
from metrics.store import AuditLog

ROLE_TITLES = {
    "ceo": N_("chief executive"),
    "finance": N_("finance"),
    "programme_lead": N_("programme lead"),
    "analyst": N_("analyst"),
    "works_council": N_("works council"),
}
SEES_NAMES = {
    "ceo": True,
    "finance": False,
    "programme_lead": True,
    "analyst": False,
    "works_council": False,
}
"""One entry per role of ROLES."""
NO_NAMES = N_(
    "The role {role} sees numbers of people, not who they are. Nothing was shown "
    "or saved. The chief executive and the programme lead see names after "
    "stating a purpose, which is logged."
)
NO_LOADING = N_(
    "The role {role} cannot load files here, because they are loaded together with what people "
    "entered about named colleagues. The chief executive and the programme lead can load files. "
    "Nothing was loaded."
)


FREEZES = {
    "ceo": True,
    "finance": True,
    "programme_lead": True,
    "analyst": True,
    "works_council": False,
}
"""Who may freeze an analysis plan: one entry per role of ROLES."""
NO_FREEZING = N_(
    "The role {role} reads analysis plans and does not freeze them. Nothing was frozen. Those who "
    "run the programme and its figures can."
)


class RefusedError(LocalizedError):
    """A request that the reader's role does not allow."""

    def __init__(self, role: str, text: str = NO_NAMES) -> None:
        self.title = ROLE_TITLES.get(role, role)
        super().__init__(text, role=self.title)

    def message(self, _: Locale) -> str:
        """Return the sentence for this reader."""
        return _(self.text, role=_(self.title))


def sees_names(role: str) -> bool:
    """Return whether a role may see names; an unknown role may not."""
    return role in ROLES and SEES_NAMES[role]


def permit_load(role: str) -> None:
    """Raise RefusedError for a role that may not load files in the browser.

    What others entered there, with the ids of persons, is checked and loaded with the files, and
    the files say which role reads afterwards.
    """
    if not sees_names(role):
        raise RefusedError(role, NO_LOADING)


def may_freeze(role: str) -> bool:
    """Return whether a role may freeze an analysis plan; an unknown role may not."""
    return role in ROLES and FREEZES[role]


def permit_freeze(role: str) -> None:
    """Raise RefusedError for a role that may not freeze an analysis plan."""
    if not may_freeze(role):
        raise RefusedError(role, NO_FREEZING)


def permit(about: str, *, role: str, log: AuditLog, purpose: str, author: str) -> None:
    """Return once the request is in the log, for a role that may see names.

    For another role raises RefusedError, after that is in the log too. Raises StoreError if it
    cannot be logged.
    """
    if not sees_names(role):
        log.deny(about, role=role, purpose=purpose, author=author)
        raise RefusedError(role)
    log.allow(about, role=role, purpose=purpose, author=author)

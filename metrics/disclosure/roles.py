"""Which role may see who somebody is. Every function that tells names asks here first, and the log
keeps the answer.
"""

from __future__ import annotations

from metrics.contract.settings import ROLES
from metrics.i18n import N_, Locale
from metrics.store import AuditLog

TITLES = {
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
"""One answer per role of ROLES."""


class RefusedError(PermissionError):
    """A role asked for what it may not see. `str` is English; `said` is the sentence in a reader's
    language.
    """

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(f"The role {role} may not see who somebody is; nothing was shown.")

    def message(self, _: Locale) -> str:
        """The sentence for this reader."""
        return _(
            (
                "The role {role} sees numbers of people, not who they are. Nothing was shown "
                "or saved. The chief executive and the programme lead see names after "
                "stating a purpose, which is logged."
            ),
            role=_(TITLES.get(self.role, self.role)),
        )


def sees_names(role: str) -> bool:
    """Whether a role may see names; a role that is not known may not."""
    return role in ROLES and SEES_NAMES[role]


def permit_load(role: str) -> None:
    """RefusedError for a role that may not load files in the browser: what others entered there,
    with the numbers of persons, is checked and loaded beside them, and the files say which role
    reads afterwards.
    """
    if not sees_names(role):
        raise RefusedError(role)


def permit(about: str, *, role: str, log: AuditLog, purpose: str, author: str) -> None:
    """Returns once the question is in the log, for a role that may see names.

    Raises RefusedError, after that is in the log too, for another; StoreError where it cannot be
    logged.
    """
    if not sees_names(role):
        log.deny(about, role=role, purpose=purpose, author=author)
        raise RefusedError(role)
    log.allow(about, role=role, purpose=purpose, author=author)

"""Every role with every function that reveals names, and the log of both answers."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.contract.settings import ROLES
from metrics.disclosure import released_experts, released_mentors
from metrics.disclosure.roles import ROLE_TITLES, SEES_NAMES, RefusedError, sees_names
from metrics.i18n import LANGUAGES, locale_for
from metrics.mentors.assignment import Suggestion
from metrics.mentors.service import MentorPool
from metrics.store import AuditLog, StoreError
from tests.disclosure.test_release_experts import FOUND

POOL = MentorPool((), (), (), Suggestion(), {}, date(2026, 1, 1))
TELLS_NAMES = {
    "hidden experts": (released_experts.reveal_experts, FOUND),
    "mentors and suggested pairings": (released_mentors.reveal_mentors, POOL),
}
PURPOSE = {"purpose": "To talk with them", "author": "Somebody"}


@pytest.fixture
def log(tmp_path):
    found = AuditLog(f"sqlite:///{tmp_path}/entries.sqlite")
    yield found
    found.close()


def test_every_role_has_a_title_and_a_permission():
    assert set(SEES_NAMES) == set(ROLE_TITLES) == set(ROLES)
    assert {role for role in ROLES if sees_names(role)} == {"ceo", "programme_lead"}
    assert not sees_names("boss")


@pytest.mark.parametrize("about", TELLS_NAMES)
@pytest.mark.parametrize("role", [*ROLES, "", "boss"])
def test_every_role_gets_names_or_a_refusal_and_both_are_logged(log, role, about):
    reveal, known = TELLS_NAMES[about]
    if role in ("ceo", "programme_lead"):
        assert reveal(known, role=role, log=log, **PURPOSE)
    else:
        with pytest.raises(RefusedError):
            reveal(known, role=role, log=log, **PURPOSE)
    (line,) = log.records()
    assert (line.about, line.role, line.allowed) == (about, role, role in ("ceo", "programme_lead"))


@pytest.mark.parametrize("about", TELLS_NAMES)
def test_nothing_is_revealed_if_the_request_cannot_be_logged(tmp_path, about):
    reveal, known = TELLS_NAMES[about]
    log = AuditLog(f"sqlite:///{tmp_path}/no/such/folder/entries.sqlite")
    for role in ROLES:
        with pytest.raises(StoreError):
            reveal(known, role=role, log=log, **PURPOSE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_names_the_role_in_the_language_of_its_reader(language):
    _ = locale_for(language)
    assert _(ROLE_TITLES["analyst"]) in RefusedError("analyst").message(_)

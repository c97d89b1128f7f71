"""The log of who asked for names: every question is a line, allowed or not, and no line can be
changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from metrics.store import AuditLog, StoreError

ASKED = {"role": "ceo", "purpose": "To talk with them", "author": "CEO"}


@pytest.fixture
def log(url: str) -> Iterator[AuditLog]:
    found = AuditLog(url)
    yield found
    found.close()


def test_what_was_allowed_and_what_was_not_are_both_kept(log):
    before = datetime.now(UTC)
    told = log.allow("hidden experts", **ASKED)
    refused = log.deny("hidden experts", role="analyst", purpose="", author="")
    assert log.lines() == (told, refused)
    assert (told.role, told.allowed, told.purpose, told.author) == (
        "ceo",
        True,
        "To talk with them",
        "CEO",
    )
    assert (refused.role, refused.allowed) == ("analyst", False)
    assert before <= told.at <= refused.at


@pytest.mark.parametrize("wrong", [{"purpose": ""}, {"purpose": "because"}, {"author": " "}])
def test_nothing_is_allowed_without_a_purpose_and_a_name(log, wrong):
    with pytest.raises(StoreError):
        log.allow("hidden experts", **{**ASKED, **wrong})
    assert log.lines() == ()


def test_the_database_refuses_to_change_or_delete_a_line(log, url):
    log.allow("hidden experts", **ASKED)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for statement in ("update access_log set role = 'ceo'", "delete from access_log"):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they are"):
                con.execute(sa.text(statement))
    engine.dispose()
    assert len(log.lines()) == 1

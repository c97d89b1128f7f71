"""The access log keeps every request for names, allowed or refused, and never changes a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from metrics.store import AuditLog, StoreError

REQUEST = {"role": "ceo", "purpose": "To talk with them", "author": "CEO"}


@pytest.fixture
def log(url: str) -> Iterator[AuditLog]:
    opened = AuditLog(url)
    yield opened
    opened.close()


def test_allowed_and_refused_requests_are_both_kept(log):
    before = datetime.now(UTC)
    allowed = log.allow("hidden experts", **REQUEST)
    refused = log.deny("hidden experts", role="analyst", purpose="", author="")
    assert log.records() == (allowed, refused)
    assert (allowed.role, allowed.allowed, allowed.purpose, allowed.author) == (
        "ceo",
        True,
        "To talk with them",
        "CEO",
    )
    assert (refused.role, refused.allowed) == ("analyst", False)
    assert before <= allowed.at <= refused.at


@pytest.mark.parametrize("wrong", [{"purpose": ""}, {"purpose": "because"}, {"author": " "}])
def test_nothing_is_allowed_without_a_purpose_and_a_name(log, wrong):
    with pytest.raises(StoreError):
        log.allow("hidden experts", **{**REQUEST, **wrong})
    assert log.records() == ()


def test_the_database_refuses_to_change_or_delete_a_record(log, url):
    log.allow("hidden experts", **REQUEST)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for statement in ("update access_log set role = 'ceo'", "delete from access_log"):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they are"):
                con.execute(sa.text(statement))
    engine.dispose()
    assert len(log.records()) == 1

"""Where a company's data are: a published snapshot, or a checked folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from metrics.i18n import LANGUAGES, locale_for
from metrics.warehouse.engine import Session
from metrics.warehouse.folder_check import Report
from metrics.warehouse.snapshot import Snapshot, ask, ask_unpublished, find


@dataclass(frozen=True)
class Source:
    """One state of a company's data: its id, what its load reported, and sessions on it.

    `report` gives the JSON values of `Report.to_dict` in a language.
    """

    id: str
    report: Callable[[str], Mapping[str, Any]]
    session: Callable[[], AbstractContextManager[Session]]


def published(snapshot: Snapshot) -> Source:
    """Return the source of a published snapshot; each session is read-only."""
    return Source(snapshot.id, snapshot.report_in, lambda: ask(find(snapshot.id)))


@contextmanager
def unpublished(con: duckdb.DuckDBPyConnection, report: Report) -> Iterator[Source]:
    """Give the source of checked tables that are not published, while their connection is open."""
    reports = {language: report.to_dict(locale_for(language)) for language in LANGUAGES}
    with ask_unpublished(con, report) as session:
        yield Source(session.snapshot, reports.__getitem__, session.another)

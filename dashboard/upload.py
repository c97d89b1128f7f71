"""Files that a browser sends: put into a folder that is gone afterwards, checked, and loaded when
asked.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath

import duckdb

from metrics.disclosure.roles import permit_load, sees_names
from metrics.i18n import LANGUAGES, locale_for
from metrics.intake.templates import write_templates
from metrics.store import browser_entries
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.entries import Entries
from metrics.warehouse.folder_check import Report, check_folder
from metrics.warehouse.snapshot import Snapshot, publish

Files = tuple[tuple[str, bytes], ...]
SUFFIXES = ("csv", "txt", "tsv", "xlsx", "xls", "ods", "parquet", "toml")


def same_names(files: Files) -> list[str]:
    """Names that more than one file has: only one of them could be read, so all are refused."""
    names = [_plain_name(name) for name, _content in files]
    return sorted({name for name in names if names.count(name) > 1})


def check(files: Files, *, today: date, role: str) -> dict[str, dict]:
    """What the check says of the files, as JSON values per language (see `Report.to_dict`). Changes
    nothing.

    What was entered in the browser is put beside them only for a role that sees names: with
    well-chosen files everybody else could find out whom it is about.
    """
    with _checked(files, today, browser_entries() if sees_names(role) else {}) as (_con, report):
        return {language: report.to_dict(locale_for(language)) for language in LANGUAGES}


def load(files: Files, *, today: date, role: str) -> Snapshot:
    """The snapshot of the files, published as the current one.

    ValueError if they are not accepted and RefusedError if that role may not load; nothing has
    changed then.
    """
    permit_load(role)
    with _checked(files, today, browser_entries()) as (con, report):
        return publish(con, report)


def templates(language: str) -> bytes:
    """All templates in one archive, headers in that language."""
    archive = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for path in write_templates(Path(folder), language):
            packed.write(path, path.name)
    return archive.getvalue()


@contextmanager
def _checked(
    files: Files, today: date, entries: Entries
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Report]]:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=LIMITS) as con:
        for name, content in files:
            (Path(folder) / _plain_name(name)).write_bytes(content)
        yield con, check_folder(Path(folder), con=con, today=today, entries=entries)


def _plain_name(name: str) -> str:
    """The last part of a name, whatever folders it claims to come from."""
    return PurePosixPath(name.replace("\\", "/")).name.replace("\0", "") or "unnamed"

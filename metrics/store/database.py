"""The SQL database that holds what people enter in the browser.

A SQLite file in the product's home, unless MENTORING_ROI_SCENARIOS holds one of two URLs:

    sqlite:///C:/shares/scenarios.sqlite                      one server; a file on a local disk
    postgresql+psycopg://user:password@db.example/mentoring   several servers, one database

A commit is on disk before it is acknowledged. On SQLite readers never wait (write-ahead log), and
writers wait for each other for at most half a minute. No message, log line or traceback of this
module holds the password of the URL.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from psycopg.pq import Conninfo
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError, TimeoutError

from metrics.i18n import N_, LocalizedError
from metrics.store.json_codec import dumps, loads
from metrics.warehouse.snapshot import home

VARIABLE = "MENTORING_ROI_SCENARIOS"
SCHEMA = 1
"""The version of the tables; a database with a higher one is left alone."""
PATIENCE = 30.0
"""Seconds to wait for others who write."""
METADATA = sa.MetaData()
SCHEMA_ROWS = sa.Table("store_schema", METADATA, sa.Column("version", sa.Integer, primary_key=True))

_LOCK_FOR_PREPARING = {
    "sqlite": "begin immediate",
    "postgresql": "select pg_advisory_xact_lock(7236452130211)",
}
_OPTIONS = {"sqlite": {}, "postgresql": {"connect_timeout": "10", "tcp_user_timeout": "20000"}}
_NO_ANSWER = (OperationalError, TimeoutError, OSError)

logger = logging.getLogger(__name__)


class StoreError(LocalizedError):
    """An entry that could not be stored or read back."""


class UnreachableDatabaseError(StoreError):
    """A database that does not respond; trying again later is safe."""


class NewerDatabaseError(StoreError):
    """A database that was written by a newer version of this product."""


def database_url(url: str | None = None) -> sa.URL:
    """Return the given URL, else that of MENTORING_ROI_SCENARIOS, else `scenarios.sqlite` at home.

    Raises StoreError where the URL is of neither kind. The message does not repeat the URL, which
    may hold a password.
    """
    text = url or os.environ.get(VARIABLE)
    if not text:
        return sa.URL.create("sqlite", database=str(home() / "scenarios.sqlite"))
    try:
        parsed = sa.make_url(text)
        kind = parsed.get_backend_name()
    except (SQLAlchemyError, ValueError):
        raise _invalid_url() from None
    if kind == "postgresql" and _is_well_formed(parsed, text):
        return parsed.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite")
    raise _invalid_url()


def _invalid_url() -> StoreError:
    return StoreError(
        N_(
            "{variable} is not a valid database address. Use sqlite:///FILE or "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE. Write every special character "
            "of the password as %XX. Without {variable}, entries are kept in a file. "
            "Nothing was changed."
        ),
        variable=VARIABLE,
    )


def _is_well_formed(url: sa.URL, text: str) -> bool:
    """Return whether no part of a password ended up elsewhere, such as in the host."""
    options = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return text.count("@") == (url.username is not None) and set(url.query) <= options


class Database:
    """One database, reached at first use; threads may share it, forked processes may not."""

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self._kind = url.get_backend_name()
        self._prepared = False
        self._engine = sa.create_engine(
            url.set(query={**_OPTIONS[self._kind], **url.query}),
            json_serializer=dumps,
            json_deserializer=loads,
            hide_parameters=True,
            pool_pre_ping=self._kind == "postgresql",
        )
        if self._kind == "sqlite":
            event.listen(self._engine, "connect", _write_through)

    @property
    def location(self) -> str:
        """The file, or the host and database without user and password."""
        if self._kind == "sqlite":
            return str(self.url.database)
        host = self.url.host or self.url.query.get("host", "localhost")
        return f"{host}{f':{self.url.port}' if self.url.port else ''}/{self.url.database or ''}"

    @contextmanager
    def connection(self, unreachable: str) -> Iterator[sa.Connection]:
        """Open a transaction: committed when the block ends, rolled back when it raises.

        `unreachable` is the sentence for the reader where the database does not respond: what could
        not be read or written, with {place} and {reason}. Raises UnreachableDatabaseError,
        NewerDatabaseError or StoreError; an IntegrityError (the key is taken) is the caller's.
        """
        try:
            if not self._prepared:
                self._prepare()
            with self._engine.begin() as con:
                self._limit_waiting(con)
                yield con
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            raise self._store_error(error, unreachable) from None
        finally:
            if not self._prepared:
                self.close()

    def close(self) -> None:
        """Give all connections back; the next use opens them again."""
        self._engine.dispose()

    def _prepare(self) -> None:
        """Create the tables and columns that are missing; only one process at a time does this."""
        if self._kind == "sqlite":
            _create_private_file(Path(str(self.url.database)))
        with self._engine.begin() as con:
            self._limit_waiting(con)
            con.exec_driver_sql(_LOCK_FOR_PREPARING[self._kind])
            SCHEMA_ROWS.create(con, checkfirst=True)
            version = con.scalar(sa.select(sa.func.max(SCHEMA_ROWS.c.version)))
            if version is not None and version > SCHEMA:
                raise NewerDatabaseError(
                    N_(
                        "A newer version of this product wrote the database at {place} "
                        "(format {version}; this version reads up to {supported}). The entries "
                        "in it are safe and unchanged. Install the newer version to open them."
                    ),
                    place=self.location,
                    version=version,
                    supported=SCHEMA,
                )
            METADATA.create_all(con)
            if version is None:
                con.execute(SCHEMA_ROWS.insert(), {"version": SCHEMA})
            else:
                _add_columns(con)
        self._prepared = True

    def _limit_waiting(self, con: sa.Connection) -> None:
        """Let this transaction wait PATIENCE seconds for others who write, and no longer."""
        con.exec_driver_sql(
            f"pragma busy_timeout = {PATIENCE * 1000:.0f}"
            if self._kind == "sqlite"
            else f"set local lock_timeout = '{PATIENCE * 1000:.0f}ms'"
        )

    def _store_error(self, error: Exception, unreachable: str) -> StoreError:
        """Return the driver's error as a sentence without secrets, and log its kind."""
        original = getattr(error, "orig", None) or error
        logger.error("%s database: %s", self._kind, _error_code(original))
        reason = self._reason(original)
        if isinstance(error, _NO_ANSWER) and _error_code(original) != "SQLITE_ERROR":
            return UnreachableDatabaseError(unreachable, place=self.location, reason=reason)
        return StoreError(
            N_(
                "{place} does not hold entries in this product's format, or is not writable "
                "({reason}). Nothing was changed there. Ask its administrator to check, or set "
                "{variable} to another database."
            ),
            place=self.location,
            reason=reason,
            variable=VARIABLE,
        )

    def _reason(self, original: Exception) -> str:
        """Return the first line of the driver's message, with every secret of the URL masked."""
        message = getattr(original, "strerror", None) or str(original).strip()
        reason = (message or type(original).__name__).splitlines()[0]
        secrets = [
            self.url.password,
            *(value for key, value in self.url.query.items() if "pass" in key),
        ]
        for secret in filter(None, secrets):
            reason = reason.replace(str(secret), "***")
        return reason


def _error_code(original: Exception) -> str:
    """Return the name of a driver's error, which holds nothing of the data or the URL."""
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    return str(code or type(original).__name__)


def _add_columns(con: sa.Connection) -> None:
    """Add the columns that an earlier version's tables lack; each has a value for old rows."""
    inspector = sa.inspect(con)
    for table in METADATA.sorted_tables:
        present = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in present and column.server_default is not None:
                added = sa.schema.CreateColumn(column).compile(con)
                con.execute(sa.DDL(f"alter table {table.name} add column {added}"))


def _create_private_file(path: Path) -> None:
    """Create the file, readable by its owner only: it holds what the company pays."""
    if path.parent == home():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)


def _write_through(connection: DBAPIConnection, _record: object) -> None:
    """Set up a new SQLite connection so that every commit is on disk."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = wal", "synchronous = full"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()

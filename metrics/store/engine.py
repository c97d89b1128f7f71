"""Where people's entries are kept: one SQL database, a SQLite file in the product's home unless a
URL says otherwise.

Two ways, by MENTORING_ROI_SCENARIOS:

    sqlite:///C:/shares/scenarios.sqlite                      one server; a file on a local disk
    postgresql+psycopg://user:password@db.example/mentoring   several servers, one database

A commit is on disk before it is acknowledged. On SQLite readers never wait (write-ahead log),
writers wait for each other for half a minute. Rows are only ever added; the database itself refuses
to change or delete one. Nothing that comes from here (message, log, traceback) holds the password
of the URL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from psycopg.pq import Conninfo
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError, TimeoutError

from metrics.i18n import N_, LocalizedError
from metrics.store.json_codec import dumps, loads
from metrics.warehouse.snapshot import home

VARIABLE = "MENTORING_ROI_SCENARIOS"
SCHEMA = 1
PATIENCE = 30.0
METADATA = sa.MetaData()
SCHEMA_ROWS = sa.Table("store_schema", METADATA, sa.Column("version", sa.Integer, primary_key=True))
_ONE_AT_A_TIME = {
    "sqlite": "begin immediate",
    "postgresql": "select pg_advisory_xact_lock(7236452130211)",
}
_OPTIONS = {"sqlite": {}, "postgresql": {"connect_timeout": "10", "tcp_user_timeout": "20000"}}
_AWAY = (OperationalError, TimeoutError, OSError)


class StoreError(LocalizedError):
    """Something could not be kept or read back."""


class UnreachableError(StoreError):
    """The database does not answer; trying again later is safe."""


class NewerError(StoreError):
    """The database was written by a newer version of this product."""


def address(url: str | None = None) -> sa.URL:
    """The URL asked for, else of MENTORING_ROI_SCENARIOS, else of `scenarios.sqlite` in the
    product's home.

    Raises StoreError, without repeating the text (it may hold a password), where it is none of the
    two kinds.
    """
    text = url or os.environ.get(VARIABLE)
    if not text:
        return sa.URL.create("sqlite", database=str(home() / "scenarios.sqlite"))
    try:
        found = sa.make_url(text)
        kind = found.get_backend_name()
    except (SQLAlchemyError, ValueError):
        kind = ""
    if kind == "postgresql" and _well_spelled(found, text):
        return found.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and found.database not in (None, "", ":memory:"):
        return found.set(drivername="sqlite")
    raise StoreError(
        N_(
            "{variable} is not a database address for scenarios. Use sqlite:///FILE or "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE. Write every special character "
            "of the password as %XX. Without {variable}, scenarios are kept in a file. "
            "Nothing was changed."
        ),
        variable=VARIABLE,
    ) from None


def _well_spelled(url: sa.URL, text: str) -> bool:
    """Whether no part of a password ended up elsewhere (in a host, say), from where it would be
    shown.
    """
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return text.count("@") == (url.username is not None) and set(url.query) <= known


class Database:
    """One database of entries, first reached when it is needed; threads may share it, forked
    processes may not.
    """

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
            event.listen(self._engine, "connect", _durable)

    @property
    def place(self) -> str:
        """Where it is, for a reader: the file, or host and database without user and password."""
        if self._kind == "sqlite":
            return str(self.url.database)
        host = self.url.host or self.url.query.get("host", "localhost")
        return f"{host}{f':{self.url.port}' if self.url.port else ''}/{self.url.database or ''}"

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises UnreachableError, NewerError or StoreError; an IntegrityError (the key is taken) is
        the caller's.
        """
        try:
            if not self._prepared:
                self._prepare()
            with self._engine.begin() as con:
                self._patient(con)
                yield con
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            raise self._said(error) from None
        finally:
            if not self._prepared:
                self.close()

    def close(self) -> None:
        """Gives all connections back; the next use opens them again."""
        self._engine.dispose()

    def _prepare(self) -> None:
        """Makes what is not there yet; whoever else does the same at this moment waits (see
        _ONE_AT_A_TIME).
        """
        if self._kind == "sqlite":
            _own_file(Path(str(self.url.database)))
        with self._engine.begin() as con:
            self._patient(con)
            con.exec_driver_sql(_ONE_AT_A_TIME[self._kind])
            SCHEMA_ROWS.create(con, checkfirst=True)
            kept = con.scalar(sa.select(sa.func.max(SCHEMA_ROWS.c.version)))
            if kept is not None and kept > SCHEMA:
                raise NewerError(
                    N_(
                        "A newer version of this product wrote the scenarios at {place} "
                        "(format {kept}; this version reads up to {known}). They are safe "
                        "and unchanged. Install the newer version to open them."
                    ),
                    place=self.place,
                    kept=kept,
                    known=SCHEMA,
                )
            METADATA.create_all(con)
            if kept is None:
                con.execute(SCHEMA_ROWS.insert(), {"version": SCHEMA})
            else:
                _add_columns(con)
        self._prepared = True

    def _patient(self, con: sa.Connection) -> None:
        """Waits PATIENCE seconds for others who write, and no longer."""
        con.exec_driver_sql(
            f"pragma busy_timeout = {PATIENCE * 1000:.0f}"
            if self._kind == "sqlite"
            else f"set local lock_timeout = '{PATIENCE * 1000:.0f}ms'"
        )

    def _said(self, error: Exception) -> StoreError:
        orig = getattr(error, "orig", None) or error
        where = {"place": self.place, "reason": self._reason(orig)}
        if isinstance(error, _AWAY) and getattr(orig, "sqlite_errorname", "") != "SQLITE_ERROR":
            return UnreachableError(
                N_(
                    "The saved scenarios at {place} cannot be reached ({reason}). Earlier "
                    "saves are safe. Leave this page open and save again when the database "
                    "responds; saving the same version twice keeps it once."
                ),
                **where,
            )
        return StoreError(
            N_(
                "{place} does not hold scenarios in this product's format, or is not "
                "writable ({reason}). Nothing was changed there. Ask its administrator to "
                "check, or set {variable} to another database."
            ),
            **where,
            variable=VARIABLE,
        )

    def _reason(self, orig: Exception) -> str:
        reason = getattr(orig, "strerror", None) or str(orig).strip() or type(orig).__name__
        reason = reason.splitlines()[0]
        secrets = [
            self.url.password,
            *(value for key, value in self.url.query.items() if "pass" in key),
        ]
        for secret in filter(None, secrets):
            reason = reason.replace(str(secret), "***")
        return reason


def insert_only(table: sa.Table) -> sa.Table:
    """The table, in which the database refuses to change or delete a row."""
    name = table.name
    for verb in ("update", "delete"):
        event.listen(
            table,
            "after_create",
            sa.DDL(
                f"create trigger {name}_no_{verb} before {verb} on {name} "
                f"begin select raise(abort, 'rows of {name} are kept as they are'); end"
            ).execute_if(dialect="sqlite"),
        )
    event.listen(
        table,
        "after_create",
        sa.DDL(
            f"create function {name}_kept() returns trigger language plpgsql as "
            f"$$ begin raise exception 'rows of {name} are kept as they are'; end $$"
        ).execute_if(dialect="postgresql"),
    )
    event.listen(
        table,
        "after_create",
        sa.DDL(
            f"create trigger {name}_kept before update or delete or truncate on {name} "
            f"for each statement execute function {name}_kept()"
        ).execute_if(dialect="postgresql"),
    )
    return table


def _add_columns(con: sa.Connection) -> None:
    """Gives tables of an earlier version the columns that came later; each has a value for the rows
    that are there.
    """
    known = sa.inspect(con)
    for table in METADATA.sorted_tables:
        there = {one["name"] for one in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there and column.server_default is not None:
                added = sa.schema.CreateColumn(column).compile(con)
                con.execute(sa.DDL(f"alter table {table.name} add column {added}"))


def _own_file(path: Path) -> None:
    """The file, readable by its owner only: it holds what the company pays."""
    if path.parent == home():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)


def _durable(connection: object, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = wal", "synchronous = full"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()

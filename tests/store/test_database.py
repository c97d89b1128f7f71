"""Where entries are kept: which database, how durably, and what the reader learns when it does not
respond (never a password)."""

from __future__ import annotations

import logging
import stat
import traceback

import psycopg
import pytest
import sqlalchemy as sa

from metrics.i18n import locale_for
from metrics.store import (
    AuditLog,
    Practice,
    PracticeStore,
    ScenarioStore,
    StoreError,
    UnreachableDatabaseError,
    browser_entries,
)
from metrics.store.database import VARIABLE, Database, database_url
from metrics.store.scenarios import READ_FAILED, WRITE_FAILED
from tests.store.cluster import PASSWORD, SPELLED
from tests.store.plans import FACTS, PLAN, used


def everything_shown(error, caplog):
    return "\n".join(
        [
            str(error),
            repr(error),
            error.message(locale_for("nl")),
            *traceback.format_exception(error),
            caplog.text,
        ]
    )


def test_without_a_url_a_file_in_the_home_that_only_its_owner_reads(home, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    store = ScenarioStore()
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    assert store.location == str(home / "scenarios.sqlite")
    assert sorted(path.name for path in home.iterdir()) == [
        "scenarios.sqlite",
        "scenarios.sqlite-shm",
        "scenarios.sqlite-wal",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    store.close()


def test_a_writer_that_hangs_delays_others_for_a_limited_time(store, url, monkeypatch):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    monkeypatch.setattr("metrics.store.database.PATIENCE", 0.2)
    hanging = sa.create_engine(url)
    with hanging.connect() as con:
        con.exec_driver_sql(
            "insert into scenario select name, 2, author, at, snapshot, seed, product, scenario, "
            "facts, assumptions, note from scenario"
        )
        with pytest.raises(UnreachableDatabaseError, match="lock"):
            store.save(PLAN, FACTS, used(), based_on=1, author="HR")
        assert [saved.version for saved in store.versions(PLAN.name)] == [1], "readers do not wait"
        con.rollback()
    hanging.dispose()
    assert store.save(PLAN, FACTS, used(), based_on=1, author="HR").version == 2


def test_the_variable_names_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path}/elsewhere.sqlite")
    assert ScenarioStore().location == f"{tmp_path}/elsewhere.sqlite"


def test_a_commit_is_on_disk_before_it_is_acknowledged(tmp_path):
    with Database(database_url(f"sqlite:///{tmp_path}/s.sqlite")).connection(WRITE_FAILED) as con:
        settings = {
            name: con.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    "url",
    [
        "geheim",
        "mysql://finance:geheim@db.example/scenarios",
        "postgresql+psycopg://finance:gehei@m:geheim@x:y/z",
        "postgresql://finance:12@gehei/m@db.example/x",
        "postgresql://finance@db.example/x?password=a&geheim=b",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql",
    ],
)
def test_an_invalid_url_is_refused_without_repeating_it(url, caplog):
    with pytest.raises(StoreError) as caught:
        ScenarioStore(url)
    assert caught.value.values == {"variable": VARIABLE}
    assert "gehei" not in everything_shown(caught.value, caplog)


@pytest.mark.parametrize("password", ["ge/heim", "ge?heim", "ge:heim", "ge%40heim"])
def test_the_location_is_shown_without_user_and_password(password):
    database = Database(database_url(f"postgresql://finance:{password}@db.example:5433/plans"))
    assert database.location == "db.example:5433/plans"
    assert database.url.password == password.replace("%40", "@")


def test_a_plain_postgresql_address_takes_the_driver_that_is_here():
    assert database_url("postgresql://a:b@c/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://finance:geheim@127.0.0.1:1/scenarios",
        "postgresql+psycopg://finance@127.0.0.1:1/scenarios?password=geheim",
        "postgresql+psycopg://finance:geheim@/scenarios?host=/nowhere",
    ],
)
def test_an_absent_server_is_reported_without_the_password(url, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnreachableDatabaseError) as caught:
        ScenarioStore(url).save(PLAN, FACTS, used(), based_on=None, author="Finance")
    assert "geheim" not in everything_shown(caught.value, caplog)


NOWHERE = "postgresql+psycopg://finance:geheim@127.0.0.1:1/scenarios"
CALLS = Practice("P1", "customers", "Calls", "Calls every new customer.")
REQUEST = {"role": "ceo", "purpose": "To talk with them", "author": "CEO"}


@pytest.mark.parametrize(
    ("use", "sentence"),
    [
        (lambda: ScenarioStore(NOWHERE).names(), READ_FAILED),
        (
            lambda: ScenarioStore(NOWHERE).save(PLAN, FACTS, used(), based_on=None, author="HR"),
            WRITE_FAILED,
        ),
        (lambda: AuditLog(NOWHERE).records(), AuditLog.READ_FAILED),
        (lambda: AuditLog(NOWHERE).allow("experts", **REQUEST), AuditLog.WRITE_FAILED),
        (lambda: PracticeStore(NOWHERE).practices(), PracticeStore.READ_FAILED),
        (lambda: PracticeStore(NOWHERE).record(CALLS, author="CEO"), PracticeStore.WRITE_FAILED),
        (lambda: browser_entries(NOWHERE), PracticeStore.READ_FAILED),
    ],
)
def test_a_server_that_does_not_respond_says_what_could_not_be_read_or_written(use, sentence):
    with pytest.raises(UnreachableDatabaseError) as caught:
        use()
    assert caught.value.text == sentence
    assert caught.value.values["place"] == "127.0.0.1:1/scenarios" and caught.value.values["reason"]


def test_each_failure_is_logged_once_with_its_code_only(caplog, tmp_path):
    with pytest.raises(UnreachableDatabaseError):
        PracticeStore(f"sqlite:///{tmp_path}/no/such/folder/s.sqlite").record(CALLS, author="CEO")
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("metrics.store.database", "ERROR")
    assert record.getMessage() == "sqlite database: FileNotFoundError"


def test_a_password_in_the_drivers_message_is_masked(monkeypatch):
    def connect(*_, **__):
        raise psycopg.OperationalError('server at "db.example" refused finance:geheim\nand more')

    monkeypatch.setattr(psycopg, "connect", connect)
    for url in (
        "postgresql://finance:geheim@db.example/x",
        "postgresql://finance@db.example/x?sslpassword=geheim",
    ):
        with pytest.raises(UnreachableDatabaseError) as caught:
            ScenarioStore(url).names()
        assert caught.value.values["reason"] == 'server at "db.example" refused finance:***'


def test_a_refused_password_is_reported_and_not_shown(postgres, caplog):
    caplog.set_level(logging.DEBUG)
    url = postgres.replace(SPELLED, "anders%2Fgeheim")
    with pytest.raises(UnreachableDatabaseError, match="password authentication failed") as caught:
        ScenarioStore(url).names()
    assert "geheim" not in everything_shown(caught.value, caplog)


def test_saving_logs_neither_the_password_nor_what_is_saved(postgres, caplog):
    caplog.set_level(logging.INFO, logger="sqlalchemy")
    store = ScenarioStore(postgres)
    store.save(PLAN, FACTS, used(), based_on=None, author="Somebody of HR")
    store.close()
    assert "INSERT INTO scenario" in caplog.text
    for secret in (PASSWORD, SPELLED, "Somebody of HR", str(FACTS.mean_pay), str(FACTS.wage_bill)):
        assert secret not in caplog.text


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    other = tmp_path / "notes.sqlite"
    other.write_text("not a database, but somebody's notes" * 100, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        ScenarioStore(f"sqlite:///{other}").names()
    assert type(caught.value) is StoreError and caught.value.values["place"] == str(other)
    assert other.read_text(encoding="utf-8") == "not a database, but somebody's notes" * 100


@pytest.mark.parametrize("where", ["no/such/folder/s.sqlite", "."])
def test_a_file_that_cannot_be_created_is_reported(tmp_path, where):
    with pytest.raises(UnreachableDatabaseError) as caught:
        ScenarioStore(f"sqlite:///{tmp_path}/{where}").names()
    assert caught.value.values["place"] == f"{tmp_path}/{where}"


def test_tables_of_another_product_are_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/s.sqlite"
    with Database(database_url(url)).connection(WRITE_FAILED) as con:
        con.exec_driver_sql("drop table scenario")
        con.exec_driver_sql("create table scenario (title text)")
    with pytest.raises(StoreError) as caught:
        ScenarioStore(url).names()
    assert type(caught.value) is StoreError
    assert caught.value.values["place"] == f"{tmp_path}/s.sqlite"
    with Database(database_url(url)).connection(READ_FAILED) as con:
        assert con.exec_driver_sql("select count(*) from scenario").scalar() == 0

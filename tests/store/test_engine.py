"""Where scenarios are kept: which database, how surely, and what is said when it is not there
(never a password)."""

from __future__ import annotations

import logging
import stat
import traceback

import psycopg
import pytest
import sqlalchemy as sa

from metrics.i18n import locale_for
from metrics.store import ScenarioStore, StoreError, UnreachableError
from metrics.store.engine import VARIABLE, Database, address
from tests.store.cluster import PASSWORD, SPELLED
from tests.store.plans import FACTS, PLAN, used


def everything_said(error, caplog):
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
    assert store.place == str(home / "scenarios.sqlite")
    assert sorted(path.name for path in home.iterdir()) == [
        "scenarios.sqlite",
        "scenarios.sqlite-shm",
        "scenarios.sqlite-wal",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    store.close()


def test_a_writer_that_hangs_does_not_hold_up_the_others_for_ever(store, url, monkeypatch):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    monkeypatch.setattr("metrics.store.engine.PATIENCE", 0.2)
    hanging = sa.create_engine(url)
    with hanging.connect() as con:
        con.exec_driver_sql(
            "insert into scenario select name, 2, author, at, snapshot, seed, product, scenario, "
            "facts, assumptions, note from scenario"
        )
        with pytest.raises(UnreachableError, match="lock"):
            store.save(PLAN, FACTS, used(), based_on=1, author="HR")
        assert [one.version for one in store.versions(PLAN.name)] == [1], "readers do not wait"
        con.rollback()
    hanging.dispose()
    assert store.save(PLAN, FACTS, used(), based_on=1, author="HR").version == 2


def test_the_variable_names_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path}/elsewhere.sqlite")
    assert ScenarioStore().place == f"{tmp_path}/elsewhere.sqlite"


def test_a_commit_is_on_disk_before_it_is_acknowledged(tmp_path):
    with Database(address(f"sqlite:///{tmp_path}/s.sqlite")).connection() as con:
        said = {
            name: con.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000}


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
def test_an_address_that_is_none_is_a_sentence_that_does_not_repeat_it(url, caplog):
    with pytest.raises(StoreError) as caught:
        ScenarioStore(url)
    assert caught.value.values == {"variable": VARIABLE}
    assert "gehei" not in everything_said(caught.value, caplog)


@pytest.mark.parametrize("password", ["ge/heim", "ge?heim", "ge:heim", "ge%40heim"])
def test_where_scenarios_are_kept_is_said_without_user_and_password(password):
    database = Database(address(f"postgresql://finance:{password}@db.example:5433/plans"))
    assert database.place == "db.example:5433/plans"
    assert database.url.password == password.replace("%40", "@")


def test_a_plain_postgresql_address_takes_the_driver_that_is_here():
    assert address("postgresql://a:b@c/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://finance:geheim@127.0.0.1:1/scenarios",
        "postgresql+psycopg://finance@127.0.0.1:1/scenarios?password=geheim",
        "postgresql+psycopg://finance:geheim@/scenarios?host=/nowhere",
    ],
)
def test_a_server_that_is_not_there_is_a_sentence_without_the_password(url, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnreachableError) as caught:
        ScenarioStore(url).save(PLAN, FACTS, used(), based_on=None, author="Finance")
    assert "geheim" not in everything_said(caught.value, caplog)


def test_a_server_that_does_not_answer_is_an_error_with_its_place_and_the_reason():
    with pytest.raises(UnreachableError) as error:
        ScenarioStore("postgresql+psycopg://finance:geheim@127.0.0.1:1/scenarios").names()
    assert error.value.values["place"] == "127.0.0.1:1/scenarios"
    assert "Connection refused" in error.value.values["reason"]


def test_a_driver_that_repeats_the_password_is_not_repeated(monkeypatch):
    def connect(*_, **__):
        raise psycopg.OperationalError('server at "db.example" refused finance:geheim\nand more')

    monkeypatch.setattr(psycopg, "connect", connect)
    for url in (
        "postgresql://finance:geheim@db.example/x",
        "postgresql://finance@db.example/x?sslpassword=geheim",
    ):
        with pytest.raises(
            UnreachableError, match=r'\(server at "db.example" refused finance:\*\*\*\)'
        ):
            ScenarioStore(url).names()


def test_a_refused_password_is_said_and_not_shown(postgres, caplog):
    caplog.set_level(logging.DEBUG)
    url = postgres.replace(SPELLED, "anders%2Fgeheim")
    with pytest.raises(UnreachableError, match="password authentication failed") as caught:
        ScenarioStore(url).names()
    assert "geheim" not in everything_said(caught.value, caplog)


def test_saving_logs_neither_the_password_nor_what_is_saved(postgres, caplog):
    caplog.set_level(logging.INFO, logger="sqlalchemy")
    store = ScenarioStore(postgres)
    store.save(PLAN, FACTS, used(), based_on=None, author="Somebody of HR")
    store.close()
    assert "INSERT INTO scenario" in caplog.text
    for secret in (PASSWORD, SPELLED, "Somebody of HR", str(FACTS.mean_pay), str(FACTS.wage_bill)):
        assert secret not in caplog.text


def test_a_file_that_is_something_else_is_left_alone(tmp_path):
    other = tmp_path / "notes.sqlite"
    other.write_text("not a database, but somebody's notes" * 100, encoding="utf-8")
    with pytest.raises(StoreError) as error:
        ScenarioStore(f"sqlite:///{other}").names()
    assert not isinstance(error.value, UnreachableError)
    assert error.value.values["place"] == str(other)
    assert other.read_text(encoding="utf-8") == "not a database, but somebody's notes" * 100


@pytest.mark.parametrize("where", ["no/such/folder/s.sqlite", "."])
def test_a_file_that_cannot_be_made_says_so(tmp_path, where):
    with pytest.raises(UnreachableError) as error:
        ScenarioStore(f"sqlite:///{tmp_path}/{where}").names()
    assert error.value.values["place"] == f"{tmp_path}/{where}"


def test_somebody_elses_tables_are_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/s.sqlite"
    with Database(address(url)).connection() as con:
        con.exec_driver_sql("drop table scenario")
        con.exec_driver_sql("create table scenario (title text)")
    with pytest.raises(StoreError) as error:
        ScenarioStore(url).names()
    assert not isinstance(error.value, UnreachableError)
    assert error.value.values["place"] == f"{tmp_path}/s.sqlite"
    with Database(address(url)).connection() as con:
        assert con.exec_driver_sql("select count(*) from scenario").scalar() == 0

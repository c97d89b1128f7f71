"""Snapshots are named by content, never change, and a load that stops changes nothing."""

from __future__ import annotations

import csv
import random
import shutil

import duckdb
import pytest

from metrics.warehouse import snapshot
from metrics.warehouse.build import last_whole_month
from metrics.warehouse.folder_check import check_folder
from metrics.warehouse.matching_keys import band_lows
from tests.conftest import SAMPLE, TODAY


def load(folder):
    with duckdb.connect() as con:
        return snapshot.publish(con, check_folder(folder, con=con, today=TODAY))


@pytest.fixture
def company(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "company")


def change(path, edit):
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(edit(rows))


def test_the_order_of_rows_and_columns_does_not_change_the_name(company, sample):
    def shuffled(rows):
        order = list(range(len(rows[0])))
        random.Random(1).shuffle(order)
        body = rows[1:]
        random.Random(2).shuffle(body)
        return [[row[i] for i in order] for row in [rows[0], *body]]

    for name in ("staff", "reviews", "pairings"):
        change(company / f"{name}.csv", shuffled)
    assert load(company).id == sample.id


def test_one_changed_salary_gives_another_name_and_the_first_stays_readable(
    company, sample_home, sample
):
    def raised(rows):
        pay = rows[0].index("annual_salary")
        rows[5][pay] = str(int(float(rows[5][pay])) + 1)
        return rows

    change(company / "staff.csv", raised)
    second = load(company)
    assert second.id != sample.id == snapshot.find(sample.id).id
    assert snapshot.current() == second
    with snapshot.ask(snapshot.find(sample.id)) as session:
        assert session.rows("select count(*) from staff")[0][0] > 1000


def test_a_load_that_stops_changes_nothing(company, sample_home, sample, monkeypatch):
    change(company / "staff.csv", lambda rows: rows[:-1])
    monkeypatch.setattr(
        snapshot,
        "build",
        lambda *_, **__: (_ for _ in ()).throw(RuntimeError("the power went out")),
    )
    with pytest.raises(RuntimeError):
        load(company)
    assert snapshot.current().id == sample.id
    assert sorted(path.suffix for path in (sample_home / "snapshots").iterdir()) == [
        ".duckdb",
        ".json",
    ]


def test_refused_files_are_never_published(company, home):
    change(company / "staff.csv", lambda rows: [*rows, rows[1]])
    with pytest.raises(ValueError, match="nothing was published"):
        load(company)
    assert not home.exists() or not list(home.rglob("*.duckdb"))


def test_without_a_load_the_error_says_what_to_do(home):
    with pytest.raises(snapshot.NoSnapshotError, match="mentoring-roi load DIR"):
        snapshot.current()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into staff select * from staff",
        "copy staff to '/tmp/out.csv'",
        "attach '/tmp/other.duckdb'",
        "select * from read_csv('/etc/hostname')",
        "select * from '/etc/passwd'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "drop table staff",
        "create table mine as select 1",
        "export database '/tmp/x'",
    ],
)
def test_a_snapshot_cannot_be_changed_and_reaches_nothing_outside(sample_session, statement):
    with pytest.raises(duckdb.Error):
        sample_session.rows(statement)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", 2024 * 12 + 1),
        ("2024-02-28", 2024 * 12),
        ("2023-02-28", 2023 * 12 + 1),
        ("2023-12-31", 2023 * 12 + 11),
    ],
)
def test_only_whole_months_count(day, expected):
    from datetime import date

    assert last_whole_month(date.fromisoformat(day)) == expected


def test_whole_number_scores_are_a_band_each_and_others_five_bands():
    import numpy as np

    assert band_lows(np.array([1.0, 2, 4, 5]), np.ones(4))[1:] == [2.0, 4.0, 5.0]
    scores = np.arange(10, 51) / 10
    assert band_lows(scores, np.ones(41))[1:] == [1.8, 2.6, 3.4, 4.2]
    assert len(band_lows(np.array([]), np.array([]))) == 1


def test_other_goal_groups_give_another_name_and_travel_with_the_snapshot(company, sample):
    with (company / "company.toml").open("a") as file:
        file.write('\n[goal_groups.care]\nname_en = "Care"\ndepartment = "Care"\n')
    loaded = load(company)
    assert loaded.id != sample.id
    assert loaded.report_in("en")["goal_groups"]["care"] == {
        "name_en": "Care",
        "department": "Care",
    }
    with snapshot.ask(loaded) as session:
        names = [row[0] for row in session.rows("select name from declared_group")]
    assert names == ["women_in_sales", "newcomers", "care"]


def test_the_role_of_local_use_travels_with_the_snapshot_and_names_it(company, sample):
    path = company / "company.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[local]\nrole = "analyst"\n', encoding="utf-8"
    )
    loaded = load(company)
    assert (loaded.role, sample.role) == ("analyst", "programme_lead")
    assert loaded.id != sample.id


def test_the_free_space_used_otherwise_travels_with_the_snapshot_and_names_it(company, sample):
    path = company / "company.toml"
    path.write_text(
        "free_space_used = 45000\n" + path.read_text(encoding="utf-8"), encoding="utf-8"
    )
    loaded = load(company)
    assert loaded.id != sample.id
    assert (loaded.free_space_used, sample.free_space_used) == (45_000.0, 0.0)


def test_the_company_as_an_employer_travels_with_the_snapshot_and_names_it(company, sample):
    path = company / "company.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[employer]\nsize = "small"\n', encoding="utf-8"
    )
    loaded = load(company)
    assert loaded.id != sample.id
    assert (loaded.employer, sample.employer) == ({"size": "small"}, {})


def test_a_snapshot_of_another_version_says_so_and_a_load_builds_it_anew(
    company, home, monkeypatch
):
    monkeypatch.setattr(snapshot, "version", lambda: "the version before")
    before = load(company)
    monkeypatch.undo()
    monkeypatch.setenv("MENTORING_ROI_HOME", str(home))
    with pytest.raises(snapshot.OutdatedError, match="load them again"):
        snapshot.current()
    assert load(company) == before == snapshot.current()

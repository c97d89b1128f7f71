"""SQL with a name of an earlier version gets an error that says what it is called now."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.catalog import MetricError, catalogue
from metrics.catalog.portable import portability_faults
from metrics.catalog.renamed import COLUMNS, TABLES, renamed
from metrics.evaluate import evaluate
from metrics.value import load_assumptions, run_values

FACE = '''"""A total."""

from metrics.catalog import Metric

METRIC = Metric(title="Mine", question="How many?", shape="total", unit="rows")
'''


def own(folder: Path, sql: str) -> Path:
    folder.mkdir()
    (folder / "mine.sql").write_text(f"-- One row per row.\n{sql}\n", encoding="utf-8")
    (folder / "mine.py").write_text(FACE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("old", "new"), TABLES.items())
def test_an_old_table_is_named_with_its_new_name_and_nothing_is_computed(
    tmp_path, sample_session, old, new
):
    folder = own(tmp_path / "own", f"select 1 as numerator from {old}")
    metric = catalogue([folder])["mine"]
    with pytest.raises(MetricError, match=rf"mine\.sql: {old} is now called {new}"):
        evaluate(metric, sample_session)
    assert f"{old} is now called {new}" in portability_faults(metric.sql)


@pytest.mark.parametrize("old", TABLES)
def test_a_snapshot_has_the_new_name_and_not_the_old_one(sample_session, old):
    assert sample_session.columns(TABLES[old])
    assert (
        sample_session.records("select 1 as n from duckdb_tables() where table_name = ?", [old])
        == []
    )


@pytest.mark.parametrize(
    "sql",
    [
        "select run.outside_rate as numerator from run",
        "select outside_rate as numerator from run",
        "select r.outside_rate as numerator from meeting_held cross join run as r",
    ],
)
def test_an_old_column_is_named_with_its_new_place(tmp_path, sample_session, sql):
    metric = catalogue([own(tmp_path / "own", sql)])["mine"]
    with pytest.raises(MetricError, match=r"run\.outside_rate is now .* assumption\.outside_rate"):
        evaluate(metric, sample_session)


def test_the_new_place_of_a_column_has_it(sample_session):
    run = run_values(load_assumptions())
    evaluate(catalogue()["consultant_value"], sample_session, run=run)
    for table, name in COLUMNS:
        assert name not in sample_session.columns(table)
        assert COLUMNS[table, name].split(".")[1] in sample_session.columns("assumption")


@pytest.mark.parametrize(
    "sql",
    [
        "select score, band from review_score",
        "with review as (select 1 as n) select n from review",
        "select pairings.category from pairings",
        "select outside_rate from meeting_held cross join run",
        "select outside_rate from assumption",
        "select from where",
    ],
)
def test_names_that_are_still_in_use_are_left_alone(sql):
    assert renamed(sql) == {}

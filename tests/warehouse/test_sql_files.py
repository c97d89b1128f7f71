"""What a .sql file declares is what its SQL names, and every input is made by somebody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from metrics.contract import TABLES
from metrics.warehouse.build import GIVEN, STEPS
from metrics.warehouse.sql_file import sql_file

METRICS = Path(__file__).parents[2] / "metrics"
DECLARED = [
    path for path in sorted(METRICS.rglob("*.sql")) if not {"catalog", "checks"} & set(path.parts)
]
"""Every .sql file but a metric's, which a company may add, and the checks of one table each."""
BUILT = {path.stem.split("_", 1)[1] for path in STEPS}
STORED = {*TABLES, *GIVEN, *BUILT}
ROWS = {"metric_rows"}


def ids(path: Path) -> str:
    return str(path.relative_to(METRICS))


def queries(path: Path) -> tuple[set[str], set[str]]:
    """The tables that the SQL names, and its own named queries."""
    tree = sqlglot.parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
    own = {query.alias for query in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own, own


GIVES = r"(?:session\.(?:give|keep)\(|give_by_pattern\(session,)\s*\"(\w+)\""


def given_by_python() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in METRICS.rglob("*.py")]
    return {name for source in sources for name in re.findall(GIVES, source)}


@pytest.mark.parametrize("path", DECLARED, ids=ids)
def test_a_file_declares_the_tables_that_it_reads(path):
    named, _own = queries(path)
    assert sorted(sql_file(path).reads) == sorted(named)


@pytest.mark.parametrize("path", DECLARED, ids=ids)
def test_a_file_begins_with_what_one_row_is(path):
    assert sql_file(path).grain.startswith("One row")


def test_every_input_is_stored_or_made_by_a_step_or_given_by_python():
    made = {sql_file(path).makes for path in DECLARED}
    known = STORED | made | ROWS | given_by_python()
    assert {
        ids(path): set(sql_file(path).reads) - known
        for path in DECLARED
        if set(sql_file(path).reads) - known
    } == {}


@pytest.mark.parametrize("path", DECLARED, ids=ids)
def test_a_named_query_has_a_name_of_its_own(path):
    _named, own = queries(path)
    made = {sql_file(other).makes for other in DECLARED}
    assert own & (STORED | made) == set()


def test_the_steps_of_a_snapshot_read_only_what_is_there_by_then():
    there = {*TABLES, *GIVEN} - {"score_band"}
    for path in STEPS:
        file = sql_file(path)
        assert file.makes == path.stem.split("_", 1)[1]
        assert set(file.reads) <= there | {"score_band"}, path.name
        there.add(file.makes)


def test_a_table_of_a_snapshot_differs_from_a_file_by_more_than_number():
    assert {name for name in BUILT if name in TABLES or f"{name}s" in TABLES} == set()

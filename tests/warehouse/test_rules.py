"""Every rule of every table finds the row that breaks it, on its line, and leaves the row that does
not alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from metrics.contract import TABLES, Row, Rule
from metrics.contract.findings import MOST_LISTED, Finding
from metrics.i18n import locale_for
from metrics.warehouse.folder_check import Report, check_folder
from metrics.warehouse.rules import check_table, compile_query, find_broken_rules
from tests.contract.drawn_company import ONE_MORE, rows, write_company

TODAY, AS_OF = date(2026, 6, 1), date(2025, 12, 31)
RULES = [rule for table in TABLES.values() for rule in table.rules]
WRITTEN = [rule for rule in RULES if rule.passes]
BOUNDS = [rule for rule in RULES if not rule.passes]


def check(folder: Path, **options: object) -> Report:
    with duckdb.connect() as con:
        return check_folder(folder, con=con, today=TODAY, **options)


def test_the_drawn_company_breaks_no_rule(tmp_path: Path) -> None:
    write_company(tmp_path)
    report = check(tmp_path)
    assert report.findings == ()
    assert report.accepted
    assert report.tables == {
        "staff": 4, "positions": 2, "reviews": 3, "pairings": 1, "meetings": 2, "categories": 2, "customers": 1,
        "invitations": 2, "rewards": 1, "checkins": 1, "trainings": 1,
        "mentor_profiles": 1, "practices": 1, "adoptions": 1, "measures": 1, "lottery_entries": 3,
    }  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The typed tables of the drawn company."""
    folder = tmp_path_factory.mktemp("drawn")
    write_company(folder)
    with duckdb.connect() as con:
        check_folder(folder, con=con, today=TODAY)
        yield con


def found_with(
    con: duckdb.DuckDBPyConnection, table: str, row: Row, *, everywhere: bool = False
) -> tuple[int, list[Finding]]:
    """The line of one more row in `table`, and what the rules of the table (or of all) say of the
    company with it."""
    cells = {**ONE_MORE[table], **row}
    line = len(rows(table)) + 2
    con.execute("begin")
    try:
        values = [*map(str, cells.values()), f"{table}.csv", line]
        marks = ", ".join("?" for _ in values)
        con.execute(
            f"insert into {table} ({', '.join(cells)}, file, line) values ({marks})", values
        )
        if everywhere:
            return line, find_broken_rules(con, as_of=AS_OF, review_cycle_months=6)
        return line, check_table(con, TABLES[table], as_of=AS_OF, review_cycle_months=6)
    finally:
        con.execute("rollback")


@pytest.mark.parametrize("rule", WRITTEN, ids=lambda rule: rule.id)
def test_the_row_that_breaks_a_rule_gives_that_rule_alone_on_its_line(
    rule: Rule, drawn: duckdb.DuckDBPyConnection
) -> None:
    line, findings = found_with(drawn, rule.table, rule.breaks, everywhere=True)
    assert [(one.rule, one.table, one.line, one.severity) for one in findings] == [
        (rule.id, rule.table, line, rule.severity)
    ]
    _assert_told(findings[0])


@pytest.mark.parametrize("rule", WRITTEN, ids=lambda rule: rule.id)
def test_the_row_that_passes_does_not_break_the_rule(
    rule: Rule, drawn: duckdb.DuckDBPyConnection
) -> None:
    _, findings = found_with(drawn, rule.table, rule.passes)
    assert rule.id not in {one.rule for one in findings}


@pytest.mark.parametrize("rule", BOUNDS, ids=lambda rule: rule.id)
def test_a_value_beyond_a_bound_is_fatal_on_its_line(
    rule: Rule, drawn: duckdb.DuckDBPyConnection
) -> None:
    line, findings = found_with(drawn, rule.table, rule.breaks)
    of_rule = [one for one in findings if one.rule == rule.id]
    assert [(one.line, one.severity) for one in of_rule] == [(line, "fatal")]
    assert {one.line for one in findings} == {line}
    _assert_told(of_rule[0])


def _assert_told(found: Finding) -> None:
    """The finding says where it is, in whole sentences, in both languages."""
    for language in ("en", "nl"):
        said, remedy = found.message(locale_for(language)), found.remedy(locale_for(language))
        assert found.file in said
        assert str(found.line) in said
        assert remedy
        assert not any(text in said + remedy for text in ("{", "}", "None"))


def test_a_fatal_rule_stops_the_load_and_a_warning_does_not(tmp_path: Path) -> None:
    lines = write_company(tmp_path, pairings={"mentee_id": "M1"})
    report = check(tmp_path)
    assert [(one.rule, one.line) for one in report.findings] == [
        ("pairings.mentor_is_mentee", lines["pairings"])
    ]
    assert not report.accepted
    write_company(tmp_path, staff={"manager_id": "N1"})
    report = check(tmp_path)
    assert [one.rule for one in report.findings] == ["staff.own_manager"]
    assert report.accepted


def test_values_of_pay_and_scores_never_appear_in_a_finding(tmp_path: Path) -> None:
    write_company(
        tmp_path, staff={"annual_salary": "-77123"}, reviews={"score": "88", "scale_max": "5"}
    )
    report = check(tmp_path)
    assert {"staff.annual_salary.low", "reviews.score_above_scale"} <= {
        one.rule for one in report.findings
    }
    text = str(report.to_dict(locale_for("en")))
    assert "77123" not in text
    assert "77,123" not in text
    assert "88" not in text


def test_counts_are_exact_while_the_listed_rows_are_capped() -> None:
    with duckdb.connect() as con:
        _create_staff(con, 3 * MOST_LISTED)
        found = find_broken_rules(con, as_of=AS_OF, review_cycle_months=6)
    negative = [one for one in found if one.rule == "staff.annual_salary.low"]
    assert [one.count for one in negative] == [3 * MOST_LISTED] * MOST_LISTED
    assert [one.line for one in negative] == list(range(2, MOST_LISTED + 2))


def test_one_query_per_table_names_every_rule() -> None:
    for table in TABLES.values():
        query = compile_query(table)
        assert query.count("case when ") >= len(table.rules)
        assert query.count(";") == 0


def _create_staff(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    kinds = {"date": "date", "number": "double", "integer": "bigint", "boolean": "boolean"}
    for table in TABLES.values():
        columns = ", ".join(f"{one.name} {kinds.get(one.type, 'varchar')}" for one in table.columns)
        con.execute(f"create or replace table {table.name} ({columns}, file varchar, line bigint)")
    con.execute(
        "insert into staff (person_id, hire_date, department, annual_salary, file, line) "
        f"select 'p' || i, date '2020-01-01', 'Sales', -1, 'staff.csv', i + 2 from range({rows}) as t(i)"
    )

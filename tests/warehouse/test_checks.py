"""Every rule of every table finds the row that breaks it, on its line, and leaves the row that does not alone."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from metrics.contract import TABLES, Rule
from metrics.contract.findings import LISTED
from metrics.warehouse.check import Report, check_folder
from metrics.warehouse.checks import compile_query, find_broken_rules
from metrics.words import words
from tests.contract.drawn_company import write_company

TODAY = date(2026, 6, 1)
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
    }  # fmt: skip


@pytest.mark.parametrize("rule", WRITTEN, ids=lambda rule: rule.id)
def test_the_row_that_breaks_a_rule_gives_that_rule_alone_on_its_line(rule: Rule, tmp_path: Path) -> None:
    lines = write_company(tmp_path, **{rule.table: rule.breaks})
    report = check(tmp_path)
    assert [(one.rule, one.table, one.line, one.severity) for one in report.findings] == [
        (rule.id, rule.table, lines[rule.table], rule.severity)
    ]
    assert report.accepted == (rule.severity != "fatal")


@pytest.mark.parametrize("rule", WRITTEN, ids=lambda rule: rule.id)
def test_the_row_that_passes_does_not_break_the_rule(rule: Rule, tmp_path: Path) -> None:
    write_company(tmp_path, **{rule.table: rule.passes})
    assert rule.id not in {one.rule for one in check(tmp_path).findings}


@pytest.mark.parametrize("rule", BOUNDS, ids=lambda rule: rule.id)
def test_a_value_beyond_a_bound_is_fatal_on_its_line(rule: Rule, tmp_path: Path) -> None:
    lines = write_company(tmp_path, **{rule.table: rule.breaks})
    report = check(tmp_path)
    assert (rule.id, lines[rule.table]) in [(one.rule, one.line) for one in report.findings]
    assert {one.line for one in report.findings} == {lines[rule.table]}
    assert not report.accepted


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_tells_its_line_and_file_in_whole_sentences(rule: Rule, language: str, tmp_path: Path) -> None:
    lines = write_company(tmp_path, **{rule.table: rule.breaks})
    found = next(one for one in check(tmp_path).findings if one.rule == rule.id)
    said = found.says(words(language))
    assert f"{rule.table}.csv" in said
    assert str(lines[rule.table]) in said
    assert "{" not in said + found.mend(words(language))
    assert "None" not in said


def test_values_of_pay_and_scores_never_appear_in_a_finding(tmp_path: Path) -> None:
    write_company(tmp_path, staff={"annual_salary": "-77123"}, reviews={"score": "88", "scale_max": "5"})
    report = check(tmp_path)
    assert {"staff.annual_salary.low", "reviews.score_above_scale"} <= {one.rule for one in report.findings}
    text = str(report.to_dict(words("en")))
    assert "77123" not in text
    assert "77,123" not in text
    assert "88" not in text


def test_counts_are_exact_while_the_listed_rows_are_capped() -> None:
    with duckdb.connect() as con:
        con.execute("create table staff as select * from (values (1)) as t(x)")
        _create_staff(con, 3 * LISTED)
        found = find_broken_rules(con, as_of=date(2025, 12, 31), review_cycle_months=6)
    negative = [one for one in found if one.rule == "staff.annual_salary.low"]
    assert [one.count for one in negative] == [3 * LISTED] * LISTED
    assert [one.line for one in negative] == list(range(2, LISTED + 2))


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

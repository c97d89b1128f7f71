"""What HR systems and spreadsheets export gives the same typed tables as the clean CSV of the same
company."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from metrics.contract import TABLES, Column
from metrics.contract.settings import CompanySettings
from tests.contract.drawn_company import ONE_MORE, rows, write_company
from tests.intake.renderings import Rows, as_text, dutch_rows, typed, write_dutch

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = tmp_path_factory.mktemp("clean")
    write_company(folder)
    tables, staged = typed(folder)
    assert staged.findings == ()
    return tables


def test_the_clean_files_hold_what_was_drawn(clean: Rows) -> None:
    assert clean["staff"][0] == (
        "L1", date(2015, 1, 1), date(2022, 6, 30), "voluntary", None, None, "Sales", "Account management", "7", "Zwolle",
        "m", 1.0, 41000.0, "M1", False,
    )  # fmt: skip
    assert clean["meetings"][1][2:5] == (90, "shadowing", None)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_and_separator_do_not_matter(
    encoding: str, separator: str, clean: Rows, tmp_path: Path
) -> None:
    write_dutch(tmp_path, encoding=encoding, separator=separator)
    tables, staged = typed(tmp_path)
    assert staged.findings == ()
    assert tables == clean


@pytest.mark.parametrize(
    "written", ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d 00:00:00", "%Y%m%d", "%Y/%m/%d"]
)
def test_the_way_dates_are_written_does_not_matter(
    written: str, clean: Rows, tmp_path: Path
) -> None:
    write_dutch(tmp_path, date_format=written)
    tables, staged = typed(tmp_path)
    assert staged.findings == ()
    assert tables == clean


def test_serial_dates_are_read_as_dates(clean: Rows, tmp_path: Path) -> None:
    lines = [row.copy() for row in rows("positions")]
    for row in lines:
        row["valid_from"] = str((date.fromisoformat(row["valid_from"]) - date(1899, 12, 30)).days)
    text = as_text([list(lines[0]), *(list(row.values()) for row in lines)], ",")
    (tmp_path / "positions.csv").write_text(text, encoding="utf-8")
    tables, staged = typed(tmp_path)
    assert tables["positions"] == clean["positions"]
    assert staged.formats["positions.valid_from"] == "serial"


def test_titles_and_totals_are_reported_and_are_not_data(clean: Rows, tmp_path: Path) -> None:
    write_dutch(tmp_path)
    header, *body = dutch_rows("staff")
    empty = [""] * len(header)
    titles = [["sep=;"], ["Personeelsoverzicht", "31-12-2025"], []]
    total = ["Totaal", *[""] * 10, "190.500,50", "", ""]
    text = as_text([*titles, header, empty, *body[:2], [], *body[2:], empty, total], ";")
    (tmp_path / "personeel.csv").write_bytes(text.encode("cp1252"))
    tables, staged = typed(tmp_path)
    assert tables == clean
    assert [(finding.rule, finding.severity, finding.line) for finding in staged.findings] == [
        ("file.rows_above_header", "note", 4),
        ("file.totals_row", "note", 12),
    ]


def test_a_row_that_reads_like_a_total_above_other_rows_is_data(tmp_path: Path) -> None:
    text = "person_id,hire_date,department\nTotaal,,\nA1,2020-01-01,Sales\n"
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    tables, staged = typed(tmp_path)
    assert len(tables["staff"]) == 2
    assert [finding.line for finding in staged.findings if finding.rule == "value.missing"] == [
        2,
        2,
    ]


def test_lines_are_physical_lines_also_after_a_quoted_newline(tmp_path: Path) -> None:
    text = 'person_id,hire_date,department\nA1,2020-01-01,"Sales\nand\nmore"\nA2,2020-31-01,IT\n'
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    _tables, staged = typed(tmp_path)
    assert [
        (finding.rule, finding.line) for finding in staged.findings if finding.table == "staff"
    ] == [("value.impossible_date", 5)]


def test_spaces_and_marks_around_values_are_trimmed_and_zeros_stay(tmp_path: Path) -> None:
    text = " Person ID ;HIRE-DATE;Dépártment;fte\n 0042 ;2020-01-01;\u00a0Sales  Noord ;1\n"
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    tables, staged = typed(tmp_path)
    assert [row[0] for row in tables["staff"]] == ["0042"]
    assert tables["staff"][0][6] == "Sales  Noord"
    assert staged.dropped == ()


def test_a_formula_that_keeps_the_zeros_of_an_id_is_that_id(tmp_path: Path) -> None:
    text = 'person_id;hire_date;department\n="0042";2020-01-01;"=""IT"""\n'
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    tables, _staged = typed(tmp_path)
    assert [(row[0], row[6]) for row in tables["staff"]] == [("0042", "IT")]


def _typed_value(column: Column, text: str) -> object:
    if not text:
        return None
    if column.type == "date":
        return date.fromisoformat(text)
    if column.type in ("number", "integer"):
        return float(text)
    return {"yes": True, "no": False}[text] if column.type == "boolean" else text


def _write_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for table in ONE_MORE:
            sheet = book.add_worksheet(TABLES[table].dutch.capitalize())
            columns = [TABLES[table].column(name) for name in rows(table)[0]]
            sheet.write_row(1, 0, [column.dutch.upper() for column in columns])
            for line, row in enumerate(rows(table), start=3):
                for place, column in enumerate(columns):
                    value = _typed_value(column, row[column.name])
                    if isinstance(value, date):
                        sheet.write_datetime(
                            line, place, datetime(value.year, value.month, value.day), day
                        )
                    elif value is not None:
                        sheet.write(line, place, value)
        book.add_worksheet("Grafiek")
        book.add_worksheet("Uitleg").write(0, 0, "Bijgewerkt door de afdeling")


def test_a_workbook_of_several_sheets_gives_the_same_tables(clean: Rows, tmp_path: Path) -> None:
    _write_workbook(tmp_path / "Export 2025.xlsx")
    tables, staged = typed(tmp_path)
    assert staged.findings == ()
    assert tables == clean
    assert [dropped.file for dropped in staged.dropped] == ["Export 2025.xlsx, Uitleg"]
    assert staged.formats["staff.hire_date"] == "cells"


def test_whole_numbers_in_cells_are_ids_without_decimals_and_lines_are_rows_of_the_sheet(
    tmp_path: Path,
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "personeel.xlsx")) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(4, 0, ["personeelsnummer", "datum in dienst", "afdeling", "jaarsalaris"])
        sheet.write_row(6, 0, [1042, 45292, 7, "1.234,50"])
        sheet.write_row(7, 0, [1043, 45293, 7.5])
        sheet.write_formula(8, 0, "=1/0", None, "#DIV/0!")
        sheet.write_row(8, 1, [45294, "IT"])
    tables, staged = typed(tmp_path)
    assert [row[:2] + row[6:7] for row in tables["staff"] if row[0] != "#DIV/0!"] == [
        ("1042", date(2024, 1, 1), "7"),
        ("1043", date(2024, 1, 2), "7.5"),
    ]
    assert tables["staff"][1][12] == 1234.5
    errors = [finding for finding in staged.findings if finding.rule == "value.spreadsheet_error"]
    assert [(finding.line, finding.column, finding.value) for finding in errors] == [
        (9, "person_id", "#DIV/0!")
    ]


def test_parquet_with_types_gives_the_same_tables(clean: Rows, tmp_path: Path) -> None:
    for table in ONE_MORE:
        drawn = rows(table)
        columns = {
            name: [_typed_value(TABLES[table].column(name), row[name]) for row in drawn]
            for name in drawn[0]
        }
        pq.write_table(pa.table(columns), tmp_path / f"{table}.parquet")
    tables, staged = typed(tmp_path)
    assert staged.findings == ()
    assert tables == clean


def test_an_unknown_column_is_dropped_and_listed(tmp_path: Path) -> None:
    text = "person_id,hire_date,BSN,department,\nA1,2020-01-01,123,Sales,\n"
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    (tmp_path / "budget.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    _tables, staged = typed(tmp_path)
    assert [(dropped.file, dropped.column) for dropped in staged.dropped] == [
        ("budget.csv", ""),
        ("staff.csv", "BSN"),
    ]


def test_ambiguous_dates_are_refused_until_the_company_answers(tmp_path: Path) -> None:
    text = "person_id,hire_date,department\nA1,03-04-2020,Sales\nA2,01-02-2021,IT\n"
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    tables, staged = typed(tmp_path, CompanySettings())
    questions = [finding for finding in staged.findings if finding.table == "staff"]
    assert [
        (finding.rule, finding.severity, finding.line, finding.value) for finding in questions
    ] == [("column.ambiguous_date", "fatal", 2, "03-04-2020")]
    assert [row[1] for row in tables["staff"]] == [None, None]
    for answer, days in {"dd-mm-yyyy": [(4, 3), (2, 1)], "mm-dd-yyyy": [(3, 4), (1, 2)]}.items():
        tables, staged = typed(tmp_path, CompanySettings(formats={"staff.hire_date": answer}))
        assert [(row[1].month, row[1].day) for row in tables["staff"]] == days
        assert [finding for finding in staged.findings if finding.table == "staff"] == []
        assert staged.formats["staff.hire_date"] == answer


def test_ambiguous_numbers_are_refused_until_the_company_answers(tmp_path: Path) -> None:
    text = "category;outside_rate\na;1.234\nb;120\n"
    (tmp_path / "categories.csv").write_text(text, encoding="utf-8")
    _tables, staged = typed(tmp_path, CompanySettings())
    assert [
        (finding.rule, finding.line) for finding in staged.findings if finding.table == "categories"
    ] == [("column.ambiguous_number", 2)]
    for answer, rate in {"comma": 1234.0, "dot": 1.234}.items():
        tables, _staged = typed(tmp_path, CompanySettings(formats={"decimal": answer}))
        assert tables["categories"][0][10] == rate

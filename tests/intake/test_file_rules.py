"""Every rule about files and values is broken by one folder here, and found at its place."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from metrics.contract import FILE_RULES, TABLES
from metrics.contract.findings import MOST_LISTED
from metrics.i18n import locale_for
from tests.contract.drawn_company import FOLDER, write_company
from tests.intake.folders import HEAD, PAIRINGS, Files, check, write

ONE = "A1,2020-01-13,Sales,,,,,\n"


def staff(line: str) -> Files:
    return {"staff.csv": HEAD + ONE + line + "\n"}


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return packed.getvalue()


def stray() -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        book.add_worksheet("klanten").write("XFD1048576", "x")
    return packed.getvalue()


def many_paired(left_on: str) -> Files:
    """Twelve people paired in February 2024; all of them leave on that day."""
    people = [f"Q{i:02}" for i in range(12)]
    return {
        "company.toml": "as_of = 2025-12-31\nreview_cycle_months = 6\n",
        "staff.csv": HEAD + ONE + "".join(f"{q},2020-01-14,IT,{left_on},,,,\n" for q in people),
        "pairings.csv": PAIRINGS + "".join(f"K{q},A1,{q},peer,2024-02-14\n" for q in people),
    }


TOML = "as_of = 2025-12-31\n"
# rule: (files that replace or join those of the drawn company, line or None, column)
BROKEN: dict[str, tuple[Files, int | None, str]] = {
    "folder.table_missing": ({"staff.csv": ""}, None, ""),
    "folder.pairings_missing": ({"pairings.csv": ""}, None, ""),
    "folder.two_candidates": ({"personeel.csv": HEAD + ONE}, None, ""),
    "folder.unclear_name": ({"staff reviews.csv": "a,b\n"}, None, ""),
    "company.unreadable": ({"company.toml": "as_of = 31-12-2025"}, None, ""),
    "company.unknown_key": ({"company.toml": "asof = 2025-12-31"}, None, ""),
    "company.wrong_value": ({"company.toml": (
        "as_of = 2025-12-31\n[formats]\ndates = \"d-m-y\"")}, None, ""),
    "company.attribute_name": ({"company.toml": TOML + "[staff.attributes]\nfte = 'text'\n"}, 3, ""),
    "company.cuts_not_increasing": ({"company.toml": (
        TOML + "[staff.attributes]\nage = { type = 'number', cuts = [40, 30] }\n")}, 3, ""),
    "company.key_unknown": ({"company.toml": TOML + "[matching]\nkeys = ['colour']\n"}, 3, ""),
    "company.key_always_used": ({"company.toml": TOML + "[matching]\nkeys = ['grade']\n"}, 3, ""),
    "company.attribute_missing": ({"company.toml": TOML + "[staff.attributes]\nage = 'number'\n"}, 1, ""),
    "company.key_without_values": ({
        "staff.csv": HEAD + ONE,
        "company.toml": TOML + "[matching]\nkeys = ['high_potential']\n"}, 3, ""),
    "company.key_levels": ({
        "staff.csv": "person_id,hire_date,department,location\n" + "".join(
            f"A{i},2020-01-13,Sales,place {i}\n" for i in range(60)),
        "company.toml": TOML + "[matching]\nkeys = ['location']\n"}, 3, ""),
    "file.unreadable": ({"customers.csv": None, "klanten.xlsx": "no workbook"}, None, ""),
    "file.too_large": ({"customers.csv": None, "klanten.xlsx": bomb()}, None, ""),
    "file.too_wide": ({"customers.csv": None, "klanten.xlsx": stray()}, None, ""),
    "file.encoding": ({"staff.csv": HEAD.encode() + b"A1,2020-01-13,\x81,,,,,\n"}, 2, ""),
    "file.damaged_text": (staff("A2,2020-01-14,Financi\ufffdn,,,,,"), 3, "department"),
    "file.nul_bytes": ({"staff.csv": HEAD + ONE + "A2,2020-01-14,Sa\0les,,,,,\n"}, 3, ""),
    "file.unclosed_quote": (staff('A2,2020-01-14,"Sales,,,,,\nA3,2020-01-15,IT,,,,,'), 3, ""),
    "file.ragged_row": (staff("A2,2020-01-14,Sales, Noord,,,,,,x"), 3, ""),
    "file.duplicate_header": ({"staff.csv": (
        "employee,hire_date,department,medewerker\n")}, None, ""),
    "file.no_header": ({"staff.csv": "A1;2020-01-13;Sales\n"}, None, ""),
    "file.column_missing": ({"staff.csv": "person_id,department\nA1,Sales\n"}, 1, "hire_date"),
    "file.rows_above_header": ({"staff.csv": "Overzicht\n\n" + HEAD + ONE}, 3, ""),
    "file.totals_row": (staff("Totaal,,,,,,,12"), 3, ""),
    "file.no_final_newline": ({"staff.csv": HEAD + ONE.strip()}, 2, ""),
    "table.empty": ({"meetings.csv": "pairing_id,held_on,minutes\n"}, None, ""),
    "column.ambiguous_date": ({"staff.csv": HEAD + "A1,03-04-2020,Sales,,,,,\n"}, 2, "hire_date"),
    "column.ambiguous_number": (staff("A2,2020-01-14,Sales,,1.234,,,"), 3, "fte"),
    "column.mixed_dates": (
        {"staff.csv": HEAD + (

                "A1,31-01-2020,IT,,,,,\nA2,30-01-2020,IT,,,,,\nA3,01-31-2020,IT,,,,,\n")}, 4, "hire_date",
    ),
    "column.mixed_numbers": (staff(
        "A2,2020-01-14,IT,,0.5,,,\nA3,2020-01-14,IT,,\"0,5\",,,"), 3, "fte"),
    "value.missing": (staff("A2,2020-01-14,,,,,,"), 3, "department"),
    "value.not_a_date": (staff("A2,2020-01-14,IT,onbekend,,,,"), 3, "exit_date"),
    "value.other_date_format": (staff("A2,14-01-2020,IT,,,,,"), 3, "hire_date"),
    "value.impossible_date": (staff("A2,2023-02-29,IT,,,,,"), 3, "hire_date"),
    "value.two_digit_year": (staff("A2,14-01-20,IT,,,,,"), 3, "hire_date"),
    "value.has_time": (staff("A2,2020-01-14 23:30:00,IT,,,,,"), 3, "hire_date"),
    "value.not_a_number": (staff("A2,2020-01-14,IT,,80%,,,"), 3, "fte"),
    "value.not_finite": (staff("A2,2020-01-14,IT,,1e400,,,"), 3, "fte"),
    "value.not_whole": ({"meetings.csv": (
        "pairing_id,held_on,minutes\nK1,2024-03-13,1.5\n")}, 2, "minutes"),
    "value.not_yes_or_no": (staff("A2,2020-01-14,IT,,,,misschien,"), 3, "high_potential"),
    "value.unknown_choice": (staff("A2,2020-01-14,IT,2021-01-31,,ruzie,,"), 3, "exit_reason"),
    "value.spreadsheet_error": (staff("A2,2020-01-14,#N/B,,,,,"), 3, "department"),
    "value.damaged_id": (staff("\"1,00234E+11\",2020-01-14,IT,,,,,"), 3, "person_id"),
    "run.as_of_assumed": ({"company.toml": "review_cycle_months = 6"}, None, ""),
    "run.as_of_unknown": (
        {"company.toml": "", "staff.csv": HEAD + (
            "A1,2027-01-13,Sales,,,,,\n"), "reviews.csv": "", "meetings.csv": "",
         "pairings.csv": PAIRINGS + "K1,A1,A2,customers,2027-02-14\n"}, None, "",
    ),
    "run.as_of_future": ({"company.toml": "as_of = 2027-01-01"}, None, ""),
    "run.review_cycle_assumed": ({"company.toml": "as_of = 2025-12-31"}, None, ""),
    "company.grade_not_declared": (
        {"company.toml": 'as_of = 2025-12-31\ngrades = ["junior", "7", "9", "10"]',
         "positions.csv": (

                 "person_id,valid_from,grade\nP1,2018-03-01,junior\nP1,2019-03-01,senoir\n")}, None, "grade",
    ),
    "run.grades_by_pay": (
        {"company.toml": "as_of = 2025-12-31",
         "positions.csv": (

                 "person_id,valid_from,grade\nP1,2018-03-01,junior\nP1,2019-03-01,senior\n")}, None, "grade",
    ),
    "run.notice_unstated": (many_paired(""), None, ""),
    "run.notice_assumed": (many_paired("2024-07-31"), None, ""),
    "run.nobody_paired": ({"pairings.csv": PAIRINGS + "K1,M1,P1,customers,2026-02-14\n"}, None, ""),
}  # fmt: skip
ELSEWHERE = {
    "folder.missing",
    "folder.outside",
    "column.half_converted",
    "entered.twice",
}  # more than files of text


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_found_at_its_place(rule: str, tmp_path: Path) -> None:
    files, line, column = BROKEN[rule]
    write(tmp_path, files)
    report = check(tmp_path)
    found = [finding for finding in report.findings if finding.rule == rule]
    assert len(found) == 1, report.findings
    if line:
        assert found[0].line == line
    assert found[0].column == column or not column
    if found[0].severity == "fatal":
        assert not report.accepted
    for language in ("en", "nl"):
        text = found[0].message(locale_for(language)) + found[0].remedy(locale_for(language))
        assert not re.search(r"[{}]|\bNone\b(?! of)", text)
        assert not line or str(line) in text


def test_every_rule_about_files_has_a_folder_that_breaks_it() -> None:
    assert set(BROKEN) | ELSEWHERE == set(FILE_RULES)


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in check(tmp_path / "nowhere").findings][:1] == [
        "folder.missing"
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write_company(tmp_path)
    (tmp_path / "customers.csv").unlink()
    (tmp_path / "customers.csv").symlink_to(FOLDER / "customers.csv")
    report = check(tmp_path)
    assert [(finding.rule, finding.file) for finding in report.findings] == [
        ("folder.outside", "customers.csv")
    ]
    assert report.tables["customers"] == 0


def test_an_empty_file_beside_a_full_one_does_not_compete(tmp_path: Path) -> None:
    write_company(tmp_path)
    (tmp_path / "klanten.csv").write_text(
        "klantnummer;accountmanager;klant sinds\n", encoding="utf-8"
    )
    report = check(tmp_path)
    assert report.findings == ()
    assert [dropped.file for dropped in report.dropped] == ["klanten.csv"]


def test_a_rule_broken_often_is_counted_exactly_and_listed_a_few_times(tmp_path: Path) -> None:
    write_company(tmp_path)
    text = HEAD + ONE + "A2,2020-02-30,IT,,,,,\n" * 50 + "A3,2020-01-14,IT\n" * 60
    (tmp_path / "staff.csv").write_text(text, encoding="utf-8")
    findings = check(tmp_path).findings
    for rule, count in {"value.impossible_date": 50, "file.ragged_row": 60}.items():
        found = [finding for finding in findings if finding.rule == rule]
        assert [finding.count for finding in found] == [count] * MOST_LISTED


def test_pay_that_cannot_be_read_is_not_repeated_in_the_finding(tmp_path: Path) -> None:
    write(tmp_path, staff("A2,2020-01-14,IT,,,,,77.12.3"))
    report = check(tmp_path)
    assert "77.12.3" not in str(report.to_dict(locale_for("nl")))
    assert ("value.not_a_number", 3) in [
        (finding.rule, finding.line) for finding in report.findings
    ]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.97])
def test_a_file_cut_off_inside_a_row_is_reported(share: float, tmp_path: Path) -> None:
    write_company(tmp_path)
    path = tmp_path / "staff.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    rules = {found.rule for found in check(tmp_path).findings}
    assert rules & {
        "file.ragged_row",
        "file.no_final_newline",
        "file.column_missing",
        "table.empty",
    }


def test_as_of_on_the_command_line_goes_before_the_one_in_the_file(tmp_path: Path) -> None:
    write_company(tmp_path)
    assert check(tmp_path).as_of == date(2025, 12, 31)
    assert check(tmp_path, as_of=date(2024, 12, 31)).as_of == date(2024, 12, 31)


def test_as_of_defaults_to_the_latest_day_in_the_past(tmp_path: Path) -> None:
    write_company(tmp_path, meetings={"held_on": "2027-05-05"})
    (tmp_path / "company.toml").unlink()
    report = check(tmp_path)
    assert report.as_of == date(2024, 3, 15)
    assert report.review_cycle_months == 6


def test_progress_is_reported_per_file(tmp_path: Path) -> None:
    write_company(tmp_path)
    steps: list[tuple[str, int, int | None]] = []

    def progress(file: str, done: int, total: int | None) -> None:
        steps.append((file, done, total))

    check(tmp_path, progress=progress)
    assert ("staff.csv", 4, 4) in steps
    assert steps[-1] == ("checks", len(TABLES), len(TABLES))


def test_a_text_file_that_is_locked_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_company(tmp_path)
    opened = Path.open

    def locked(path: Path, *arguments: str, **options: str) -> object:
        if path.name == "staff.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", locked)
    report = check(tmp_path)
    assert ("file.unreadable", "staff.csv") in [
        (finding.rule, finding.file) for finding in report.findings
    ]
    assert not report.accepted


def test_a_value_in_a_finding_is_one_short_line(tmp_path: Path) -> None:
    write(tmp_path, staff('A2,2020-01-14,IT,"x\n\x1b[31m' + "y" * 500 + '",,,,'))
    found = next(
        finding for finding in check(tmp_path).findings if finding.rule == "value.not_a_date"
    )
    assert found.value.isprintable()
    assert len(found.value) == 80


def test_rules_that_need_an_unreadable_table_are_not_judged(tmp_path: Path) -> None:
    write(tmp_path, {"pairings.csv": "pairing_id\nK1\n"})
    findings = check(tmp_path).findings
    assert {finding.table for finding in findings} == {"pairings"}

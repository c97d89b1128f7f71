"""Templates are empty tables that intake understands, in both languages, with every column
explained."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from metrics.contract import TABLES
from metrics.contract.settings import CompanySettings, read_settings
from metrics.intake import write_templates
from metrics.intake.templates import NOTES, WORKBOOK, TemplateError
from tests.contract.drawn_company import rows
from tests.intake.renderings import as_text, dutch_rows, typed


@pytest.mark.parametrize("language", ["nl", "en"])
def test_templates_are_read_back_as_empty_tables(language: str, tmp_path: Path) -> None:
    written = write_templates(tmp_path, language)
    assert len(written) == len(TABLES) + 2
    _tables, staged = typed(tmp_path)
    assert {finding.rule for finding in staged.findings} == {"table.empty"}
    assert len(staged.findings) == len(TABLES)
    assert read_settings(tmp_path) == (CompanySettings(formats={}), [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_workbook_alone_is_read_back_too(language: str, tmp_path: Path) -> None:
    for path in write_templates(tmp_path, language):
        if path.suffix == ".csv":
            path.unlink()
    _tables, staged = typed(tmp_path)
    assert [finding.rule for finding in staged.findings] == ["table.empty"] * len(TABLES)
    assert [dropped.file for dropped in staged.dropped] == [
        f"{WORKBOOK[language]}, {NOTES[language]}"
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_notes_explain_every_column(language: str, tmp_path: Path) -> None:
    write_templates(tmp_path, language)
    notes = CalamineWorkbook.from_path(str(tmp_path / WORKBOOK[language])).get_sheet_by_name(
        NOTES[language]
    )
    explained = {(row[0], row[1]) for row in notes.to_python()[1:]}
    assert explained == {
        (table.title(language), column.header(language))
        for table in TABLES.values()
        for column in table.columns
    }
    assert all(row[5] for row in notes.to_python())


def test_a_filled_in_template_is_read_beside_the_empty_ones(tmp_path: Path) -> None:
    write_templates(tmp_path, "nl")
    path = tmp_path / "personeel.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + as_text(dutch_rows("staff")[1:], ";"), encoding="utf-8"
    )
    tables, staged = typed(tmp_path, CompanySettings(formats={"dates": "dd-mm-yyyy"}))
    assert len(tables["staff"]) == len(rows("staff"))
    assert {finding.rule for finding in staged.findings} == {"table.empty"}


def test_the_commented_settings_are_valid_once_uncommented(tmp_path: Path) -> None:
    write_templates(tmp_path, "nl")
    path = tmp_path / "company.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(line.removeprefix("#") if line[1:2].strip() else line for line in lines)
    )
    company, findings = read_settings(tmp_path)
    assert findings == []
    assert company.review_cycle_months == 6
    assert company.column_format("staff", "hire_date") == "dd-mm-yyyy"
    assert company.column_format("staff", "fte") == "comma"


def test_a_folder_that_cannot_be_written_to_is_an_error_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        write_templates(tmp_path / "taken", "nl")
    assert caught.value.values == {"folder": tmp_path / "taken", "reason": "File exists"}


def test_an_existing_company_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "company.toml").write_text('name = "Ours"', encoding="utf-8")
    write_templates(tmp_path, "en")
    assert read_settings(tmp_path)[0].name == "Ours"

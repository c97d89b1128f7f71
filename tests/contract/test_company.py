"""What a company says about its files is read as it stands; what has no meaning is told, never ignored."""

from datetime import date
from pathlib import Path

import pytest

from metrics.contract.company import Company, read_company
from metrics.words import words


def read(folder: Path, text: str) -> tuple[Company, list[str]]:
    (folder / "company.toml").write_text(text, encoding="utf-8")
    company, findings = read_company(folder)
    assert all(one.severity == "fatal" and one.file == "company.toml" for one in findings)
    return company, [one.says(words("en")) for one in findings]


def test_all_answers_are_read(tmp_path: Path) -> None:
    text = (
        'name = "Voorbeeld"\nas_of = 2025-12-31\nreview_cycle_months = 12\n'
        '[formats]\ndates = "dd-mm-yyyy"\n"staff.annual_salary" = "dot"\ndecimal = "comma"\n'
    )
    company, said = read(tmp_path, text)
    assert said == []
    assert (company.name, company.as_of, company.review_cycle_months) == ("Voorbeeld", date(2025, 12, 31), 12)
    assert company.answer("staff", "hire_date") == "dd-mm-yyyy"
    assert company.answer("staff", "annual_salary") == "dot"
    assert company.answer("meetings", "minutes") == "comma"
    assert company.answer("staff", "department") == ""


def test_a_column_may_be_named_without_quotation_marks(tmp_path: Path) -> None:
    company, said = read(tmp_path, '[formats]\nstaff.hire_date = "mm-dd-yyyy"')
    assert said == []
    assert company.answer("staff", "hire_date") == "mm-dd-yyyy"


def test_without_a_file_nothing_is_answered_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert read_company(tmp_path) == (Company(), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("asof = 2025-12-31", "asof"),
        ('as_of = "31-12-2025"', "31-12-2025"),
        ("as_of = 2025-12-31T10:00:00", "as_of"),
        ("review_cycle_months = 7", "7"),
        ("review_cycle_months = true", "True"),
        ("name = 5", "5"),
        ('formats = "comma"', "comma"),
        ('[formats]\ndates = "dd/mm"', "dd/mm"),
        ('[formats]\ndates = ["dd-mm-yyyy"]', "formats.dates"),
        ('[formats]\n"staff.salaris" = "comma"', "formats.staff.salaris"),
        ('[formats]\n"staff.hire_date" = "comma"', "formats.staff.hire_date"),
        ("[formats]\nstaff.hire_date = 5", "formats.staff.hire_date"),
        ("as_of = ", "cannot be read"),
    ],
)
def test_what_has_no_meaning_is_told(text: str, told: str, tmp_path: Path) -> None:
    company, said = read(tmp_path, text)
    assert len(said) == 1
    assert told in said[0]
    assert company == Company(formats={})

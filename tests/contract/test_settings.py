"""A company's settings are read as written; an unusable one is reported, never ignored."""

from datetime import date
from pathlib import Path

import pytest

from metrics.contract.goal_groups import GoalGroup
from metrics.contract.settings import ROLES, CompanySettings, read_settings
from metrics.i18n import locale_for


def read(folder: Path, text: str) -> tuple[CompanySettings, list[str]]:
    (folder / "company.toml").write_text(text, encoding="utf-8")
    settings, findings = read_settings(folder)
    assert all(
        finding.severity == "fatal" and finding.file == "company.toml" for finding in findings
    )
    return settings, [f"{found.rule}: {found.message(locale_for('en'))}" for found in findings]


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = (
        'name = "Voorbeeld"\nas_of = 2025-12-31\nreview_cycle_months = 12\n'
        '[formats]\ndates = "dd-mm-yyyy"\n"staff.annual_salary" = "dot"\ndecimal = "comma"\n'
    )
    settings, reported = read(tmp_path, text)
    assert reported == []
    assert (settings.name, settings.as_of, settings.review_cycle_months) == (
        "Voorbeeld",
        date(2025, 12, 31),
        12,
    )
    assert settings.column_format("staff", "hire_date") == "dd-mm-yyyy"
    assert settings.column_format("staff", "annual_salary") == "dot"
    assert settings.column_format("meetings", "minutes") == "comma"
    assert settings.column_format("staff", "department") == ""


def test_requirements_for_mentors_are_read_for_all_categories_and_for_one(tmp_path: Path) -> None:
    settings, reported = read(tmp_path, "[mentors]\nskill = 4\n[mentors.risk]\nskill = 5")
    assert (settings.mentors, reported) == ({"skill": 4, "risk": {"skill": 5}}, [])


def test_the_free_space_used_is_read_in_euros(tmp_path: Path) -> None:
    settings, reported = read(tmp_path, "free_space_used = 45000")
    assert (settings.free_space_used, reported) == (45_000, [])


def test_the_employer_is_read(tmp_path: Path) -> None:
    settings, reported = read(
        tmp_path,
        '[employer]\nsize = "small"\nlunch = "snack"\nreturn_to_work = 0.01\nwage_bill = 9000000',
    )
    assert reported == []
    assert settings.employer == {
        "size": "small",
        "lunch": "snack",
        "return_to_work": 0.01,
        "wage_bill": 9_000_000.0,
    }


def test_the_local_role_is_read_and_is_programme_lead_by_default(
    tmp_path: Path,
) -> None:
    assert read(tmp_path, '[local]\nrole = "works_council"')[0].role == "works_council"
    assert read(tmp_path, "[local]")[0].role == read(tmp_path, "")[0].role == "programme_lead"


def test_an_unknown_role_is_reported_with_the_known_ones(tmp_path: Path) -> None:
    for text in ('role = "boss"', "role = 1", 'rol = "ceo"'):
        settings, (reported,) = read(tmp_path, f"[local]\n{text}")
        assert settings.role == "programme_lead"
        assert all(role in reported for role in ROLES)


def test_grades_are_read_in_their_order(tmp_path: Path) -> None:
    settings, reported = read(tmp_path, 'grades = ["medior ", "junior"]')
    assert (settings.grades, reported) == (("medior", "junior"), [])


def test_a_column_may_be_named_without_quotation_marks(tmp_path: Path) -> None:
    settings, reported = read(tmp_path, '[formats]\nstaff.hire_date = "mm-dd-yyyy"')
    assert reported == []
    assert settings.column_format("staff", "hire_date") == "mm-dd-yyyy"


def test_without_a_file_there_are_no_settings_and_no_findings(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (CompanySettings(), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asof = 2025-12-31", "asof"),
        ('grades = "junior"', "grades"),
        ('mentors.skill = "high"', "mentors"),
        ("free_space_used = -1", "free_space_used"),
        ("free_space_used = inf", "free_space_used"),
        ("free_space_used = true", "free_space_used"),
        ('free_space_used = "45.000"', "free_space_used"),
        ('employer = "small"', "employer"),
        ('employer.size = "huge"', "employer.size"),
        ("employer.sector = 5", "employer.sector"),
        ("employer.return_to_work = 1.5", "employer.return_to_work"),
        ("employer.meal = true", "employer.meal"),
        ("employer.wage_bill = -1", "employer.wage_bill"),
        ("employer.holiday_pay = nan", "employer.holiday_pay"),
        ('grades = ["junior", "junior"]', "grades"),
        ("grades = []", "grades"),
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
        ("as_of = ", "company.unreadable"),
    ],
)
def test_an_unusable_setting_is_reported(text: str, expected: str, tmp_path: Path) -> None:
    settings, reported = read(tmp_path, text)
    assert len(reported) == 1
    assert expected in reported[0]
    assert settings == CompanySettings(formats={})


def test_goal_groups_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        '[goal_groups.women_in_sales]\nname_nl = "vrouwen"\nname_en = "women"\ngender '
        '= "f"\ndepartment = "Sales"\n[goal_groups.newcomers]\ntenure_months_below = '
        "12\n"
    )
    settings, reported = read(tmp_path, text)
    assert reported == []
    assert settings.goal_groups == (
        GoalGroup("women_in_sales", "vrouwen", "women", gender="f", department="Sales"),
        GoalGroup("newcomers", tenure_months_below=12),
    )
    assert settings.goal_groups[1].declaration() == {"tenure_months_below": 12}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ('sex = "f"', "goal_groups.one.sex"),
        ("gender = 1", "goal_groups.one.gender"),
        ('gender = ""', "goal_groups.one.gender"),
        ('department = ["Sales"]', "goal_groups.one.department"),
        ("tenure_months_below = 0", "goal_groups.one.tenure_months_below"),
        ("tenure_months_below = true", "goal_groups.one.tenure_months_below"),
        ('tenure_months_from = "12"', "goal_groups.one.tenure_months_from"),
        ("name_en = 5", "goal_groups.one.name_en"),
        ('name_en = "everybody"', "goal_groups.one"),
        ("", "goal_groups.one"),
    ],
)
def test_an_unusable_goal_group_is_reported_and_left_out(
    entries: str, expected: str, tmp_path: Path
) -> None:
    settings, reported = read(
        tmp_path, f'[goal_groups.one]\n{entries}\n[goal_groups.two]\ngender = "f"\n'
    )
    assert len(reported) == 1
    assert expected in reported[0]
    assert [group.name for group in settings.goal_groups] == ["two"]


@pytest.mark.parametrize("text", ['goal_groups = "women"', "[goal_groups]\nwomen = 5"])
def test_goal_groups_are_tables_of_conditions(text: str, tmp_path: Path) -> None:
    settings, reported = read(tmp_path, text)
    assert len(reported) == 1 and "goal_groups" in reported[0]
    assert settings.goal_groups == ()

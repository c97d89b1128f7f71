"""How tables are drawn in tests and read from files."""

from __future__ import annotations

from datetime import date

from tests.drawn import table
from tests.oracle import read_company
from tests.oracle.on_paper import YEAR_END


def test_a_drawn_table_has_dates_numbers_text_and_blanks():
    drawn = table("""
        person_id | hire_date  | score | fte | code
        ann       | 2020-02-29 | 3     | 0.5 | "007"
        bob       |            |       | -1  |
    """)
    assert drawn == [
        {"person_id": "ann", "hire_date": date(2020, 2, 29), "score": 3, "fte": 0.5, "code": "007"},
        {"person_id": "bob", "hire_date": None, "score": None, "fte": -1, "code": None},
    ]


def test_a_company_is_read_from_its_files(tmp_path):
    (tmp_path / "staff.csv").write_text(
        "person_id,hire_date,exit_date,fte\n007,2020-02-29,,0.8\n", "utf-8"
    )
    (tmp_path / "company.toml").write_text("as_of = 2020-12-31\nreview_cycle_months = 6\n", "utf-8")
    tables, settings = read_company(tmp_path)
    assert tables["staff"] == [
        {"person_id": "007", "hire_date": date(2020, 2, 29), "exit_date": None, "fte": 0.8}
    ]
    assert (tables["reviews"], settings.as_of, settings.review_cycle_months) == ([], YEAR_END, 6)

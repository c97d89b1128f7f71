"""The command line for a company where nobody is paired yet: templates, load, and every
question."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from metrics.contract import TABLES
from metrics.evaluate.answer import enough_mentees
from tests.contract.drawn_company import rows, to_csv
from tests.test_cli import run

DAY = "2025-12-31"


def staff_alone(folder: Path, language: str) -> Path:
    """The templates in that language with the drawn company's staff filled in, and nothing else."""
    run("templates", folder, "--language", language)
    file = folder / f"{TABLES['staff'].title(language)}.csv"
    separator = ";" if language == "nl" else ","
    with file.open(encoding="utf-8-sig", newline="") as header:
        columns = next(csv.reader(header, delimiter=separator))
    people = [
        {
            TABLES["staff"].column(name).header(language): text
            for name, text in row.items()
            if name in ("person_id", "hire_date", "exit_date", "department", "grade")
        }
        for row in rows("staff")
    ]
    file.write_text(to_csv(people, columns, separator), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["nl", "en"])
def test_templates_with_staff_filled_in_can_be_loaded_and_the_load_says_what_will_be_missing(
    home, tmp_path, language
):
    folder = staff_alone(tmp_path / "files", language)
    found = json.loads(run("load", folder, "--as-of", DAY, "--json"))
    assert found["accepted"] and found["tables"]["pairings"] == 0
    assert [one["rule"] for one in found["findings"] if one["severity"] != "note"] == [
        "run.nobody_paired"
    ]
    assert "run.nobody_paired" in run("check", folder, "--as-of", DAY, "--language", language)


def test_without_a_file_of_pairings_the_load_is_refused(home, tmp_path):
    folder = staff_alone(tmp_path / "files", "en")
    for path in (folder / "pairings.csv", *folder.glob("*.xlsx")):
        path.unlink()
    report = json.loads(run("load", folder, "--as-of", DAY, "--json", code=1))
    assert not report["accepted"]
    assert [one["rule"] for one in report["findings"] if one["severity"] == "fatal"] == [
        "folder.pairings_missing"
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_about_what_mentoring_did_is_answered_in_words(home, tmp_path, language):
    run("load", staff_alone(tmp_path / "files", "en"), "--as-of", DAY)
    for name in ("retention", "performance", "promotion", "internal_move"):
        for command in (
            ["evaluate"],
            ["evaluate", "--of", "mentors"],
            ["explain"],
            ["explain", "--method"],
        ):
            said = run(command[0], name, *command[1:], "--language", language)
            assert not {"nan", "None", "inf"} & set(said.split()), (command, name)
        found = json.loads(run("evaluate", name, "--json", "--language", language))
        assert found["estimate"] is None and found["needed_mentees"] is None
    none_begun = enough_mentees(0, 10, asked=0).text.format(
        least=10, person="mentee", persons="mentees"
    )
    assert none_begun in run("evaluate", "retention", "--language", "en")
    assert not re.search(r"\d", run("evaluate", "mentoring_hours", "--language", "en"))
    assert "retention" in run("metrics", "--language", language)

"""Columns that a company declares beyond the contract travel with its snapshot; those it does not
are dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from metrics.contract.settings import read_settings
from metrics.i18n import locale_for
from metrics.mentors.service import declared_languages
from metrics.warehouse import snapshot
from metrics.warehouse.folder_check import check_folder

STAFF = """person_id,hire_date,exit_date,department,talen
P1,2020-01-01,2021-01-01,IT,Frans
P1,2022-01-01,,IT,"NL, en"
P2,2020-01-01,,IT,
P3,2020-01-01,,Sales,nl ; nl
"""
PAIRINGS = "pairing_id,mentor_id,mentee_id,category,start_date\nm1,P1,P2,craft,2024-03-10\n"


@pytest.fixture
def company(tmp_path) -> Path:
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "staff.csv").write_text(STAFF)
    (folder / "pairings.csv").write_text(PAIRINGS)
    return folder


def load(folder: Path, declared: str) -> tuple[snapshot.Snapshot, dict]:
    (folder / "company.toml").write_text(f"as_of = 2025-12-31\n{declared}")
    with duckdb.connect() as con:
        report = check_folder(folder, con=con, today=date(2026, 1, 1))
        found = snapshot.publish(con, report)
        with snapshot.ask_unpublished(con, report) as session:
            return found, declared_languages(session)


def test_declared_languages_are_those_of_the_last_spell_and_reach_the_pairing(
    company, tmp_path, monkeypatch
):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    found, spoken = load(company, '[staff.attributes]\nlanguages = "list"\n')
    assert spoken == {"P1": {"nl", "en"}, "P3": {"nl"}}
    with snapshot.ask(found) as session:
        assert declared_languages(session) == spoken
    assert found.report_in("en")["dropped"] == []


def test_a_column_that_is_not_declared_is_dropped_and_listed(company, tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    declared, _spoken = load(company, '[staff.attributes]\nlanguages = "list"\n')
    found, spoken = load(company, "")
    assert spoken == {} and [dropped["column"] for dropped in found.report_in("en")["dropped"]] == [
        "talen"
    ]
    assert found.id != declared.id


@pytest.mark.parametrize("wrong", ['languages = "text"', 'colour = "list"', "languages = 1"])
def test_an_unusable_declaration_is_reported_with_an_example(tmp_path, wrong):
    (tmp_path / "company.toml").write_text(f"[staff.attributes]\n{wrong}\n")
    company, (finding,) = read_settings(tmp_path)
    assert (company.attributes, finding.rule, finding.line) == ({}, "company.wrong_value", 2)
    expected = "list" if wrong.startswith("languages") else "yes/no"
    assert f'"{expected}"' in finding.message(locale_for("en"))

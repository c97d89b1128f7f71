"""A load leaves one line per step in the log, without anything that is in the files."""

from __future__ import annotations

import csv
import logging
from datetime import date
from pathlib import Path

import pytest

from metrics import publish
from tests.contract.drawn_company import FOLDER, write_company

TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MENTORING_ROI_SCENARIOS", raising=False)


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "company"
    folder.mkdir()
    return folder


def lines(folder: Path, caplog) -> list[tuple[str, str]]:
    with caplog.at_level(logging.INFO, logger="metrics"):
        publish(folder, today=TODAY)
    return [(record.name, record.getMessage()) for record in caplog.records]


def assert_nothing_of_the_files(text: str) -> None:
    with (FOLDER / "staff.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["person_id"] not in text.replace(",", " ").split()
            assert row["annual_salary"] not in text


def test_a_load_logs_its_check_and_its_snapshot(folder, caplog):
    write_company(folder)
    (check_logger, check), (snapshot_logger, published) = lines(folder, caplog)
    assert (check_logger, snapshot_logger) == (
        "metrics.warehouse.folder_check",
        "metrics.warehouse.snapshot",
    )
    assert check.startswith("Files accepted: ") and "fatal rules broken: none" in check
    assert published.endswith("data as of 2025-12-31")
    assert_nothing_of_the_files(check + published)


def test_a_refused_load_logs_the_rules_it_breaks_and_nobody(folder, caplog):
    write_company(folder, pairings={"mentor_id": "M2", "mentee_id": "M2"})
    ((logger, text),) = lines(folder, caplog)
    assert logger == "metrics.warehouse.folder_check"
    assert text.startswith("Files refused: ")
    assert "fatal rules broken: pairings.mentor_is_mentee;" in text
    assert_nothing_of_the_files(text)

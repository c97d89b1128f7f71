"""Adopters of a practice are compared as mentees are: the same dates give the same figure."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from metrics.evaluate.adopters import NO_ADOPTER, adopters
from tests.companies import asked, drawn
from tests.conftest import SAMPLE

PERFORMANCE = catalogue()["performance"]
AS_OF = date(2025, 12, 31)
STAFF = """
person_id | hire_date  | department
E         | 2020-01-01 | Sales
A         | 2020-01-01 | Sales
"""
PRACTICES = """
practice_id | expert_id | category  | recorded_on
W1          | E         | customers | 2024-02-01
"""
ADOPTIONS = """
practice_id | person_id | adopted_on
W1          | A         | 2024-03-01
W1          | E         | 2024-03-01
W1          | X         | 2024-03-01
W1          | A         | 2026-03-01
"""


def read(name: str) -> list[dict]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {column: value or None for column, value in row.items()} for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict]]:
    """The sample company's people, its mentees as those who took practice W1 over on the day of
    their pairing."""
    paired = sorted(read("pairings"), key=lambda row: (row["start_date"], row["pairing_id"]))
    first = {row["mentee_id"]: row["start_date"] for row in reversed(paired)}
    return {
        **{name: read(name) for name in ("staff", "positions", "reviews")},
        "pairings": paired,
        "practices": [
            {"practice_id": "W1", "expert_id": "X0", "category": "c", "recorded_on": "2021-01-01"}
        ],
        "adoptions": [
            {"practice_id": "W1", "person_id": one, "adopted_on": day} for one, day in first.items()
        ],
    }


def test_the_same_dates_give_the_figure_of_mentees_with_each_person_a_cluster(tables):
    with asked({**tables, "pairings": []}, as_of=AS_OF) as session:
        found = adopters(session, PERFORMANCE)
        assert "observed" not in [step.name for step in session.steps()], "its tables are its own"
    with asked({**tables, "adoptions": []}, as_of=AS_OF) as session:
        answer = evaluate(PERFORMANCE, session)
    assert found.estimate.estimate == pytest.approx(answer.estimate.estimate, abs=1e-9)
    assert (found.n_mentees, found.n_others) == (answer.n_mentees, answer.n_controls)
    assert found.estimate.excludes_zero


def test_the_effect_of_mentoring_is_not_counted_as_that_of_the_practice(tables):
    with asked(tables, as_of=AS_OF) as session:
        found = adopters(session, PERFORMANCE)
    assert (
        found.estimate is None or found.n_mentees < 50
    )  # all of them were mentored from that day on


def test_only_an_adoption_while_employed_makes_an_adopter():
    with asked(
        drawn(staff=STAFF, practices=PRACTICES, adoptions=ADOPTIONS), as_of=AS_OF
    ) as session:
        assert session.rows("select person_id, month - 24288 from practice_adoption") == [("A", 2)]
        found = adopters(session, PERFORMANCE)
    assert (found.estimate, found.values["reason"]) == (None, NO_ADOPTER)

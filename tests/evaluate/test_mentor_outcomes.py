"""Mentors themselves: the same comparison with the roles exchanged, in words about mentors."""

from __future__ import annotations

import random
from dataclasses import astuple
from datetime import date, timedelta

import pytest

from metrics import comparison
from metrics.catalog import MetricError, catalogue
from metrics.evaluate import (
    evaluate,
    evaluate_by,
    headline,
    secondary_analyses,
)
from metrics.evaluate.answer import FEW_COMPARED
from metrics.evaluate.mentor_outcomes import mentor_outcomes
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.scope import Scope, UnknownFilterError
from tests.companies import asked, awkward, drawn

METRICS = catalogue()
JAN = 2024 * 12
YEAR_END = date(2024, 12, 31)
MENTORS = Scope(role="mentor")
STAFF = """
    person_id | hire_date  | exit_date  | department
    ann       | 2020-01-01 |            | sales
    bea       | 2020-01-01 | 2024-06-10 | sales
    con       | 2020-01-01 |            | care
    zed       | 2020-01-01 |            | sales
"""
PAIRED = """
    pairing_id | mentor_id | mentee_id | category | start_date | end_date
    m1         | zed       | ann       | peer     | 2024-03-10 | 2024-04-20
"""


def trials(staff: str, pairings: str) -> dict[str, list[tuple]]:
    """person -> rows (trial month counted from January 2024, arm, u, event), mentors against
    others."""
    with asked(drawn(staff=staff, pairings=pairings), as_of=YEAR_END) as session:
        headline.prepare(METRICS["retention"], session, MENTORS, None)
        found: dict[str, list[tuple]] = {}
        for person, *row in session.rows(
            f"select person_id, trial_month - {JAN}, arm, u, event from follow_up order by person_id, trial_month"
        ):
            found.setdefault(person, []).append(tuple(row))
        return found


def test_a_mentor_is_followed_from_the_month_after_and_somebody_being_mentored_is_in_neither_arm():
    assert trials(STAFF, PAIRED) == {
        "zed": [(2, 1, 8, 0)],  # trial March; April is 0, December 8
        "bea": [(2, 0, 2, 1)],
        "con": [(2, 0, 8, 0)],
    }


def test_a_mentor_who_left_before_the_next_month_is_not_followed():
    gone = STAFF.replace(
        "zed       | 2020-01-01 |           ", "zed       | 2020-01-01 | 2024-03-31"
    )
    assert "zed" not in trials(gone, PAIRED)
    stayed = STAFF.replace(
        "zed       | 2020-01-01 |           ", "zed       | 2020-01-01 | 2024-04-01"
    )
    assert trials(stayed, PAIRED)["zed"] == [(2, 1, 0, 1)]


def test_the_first_pairing_as_a_mentor_counts_and_others_are_followed_until_theirs():
    later = (
        PAIRED
        + "m2 | zed | bea | peer | 2024-04-05 | 2024-05-30\n m3 | con | ann | peer | 2024-06-15 |"
    )
    found = trials(STAFF, later)
    assert found["zed"] == [(2, 1, 8, 0)]  # not in June's trial: a mentor before
    assert found["con"] == [(2, 0, 1, 0), (5, 1, 5, 0)]  # April and May, then a mentor
    assert found["bea"] == [(2, 0, 2, 1)]


def test_a_person_mentored_before_can_be_a_control_and_a_mentor():
    later = PAIRED + "m2 | ann | con | peer | 2024-05-05 |"
    assert trials(STAFF, later)["ann"] == [(4, 1, 6, 0)]


def test_a_pairing_without_a_mentor_forms_no_trial_but_its_mentee_is_mentored():
    unknown = PAIRED + "m2 | | con | peer | 2024-03-01 |"
    assert "con" not in trials(STAFF, unknown)
    alone = PAIRED + "m2 | | con | peer | 2024-05-01 |"
    assert {row[0] for rows in trials(STAFF, alone).values() for row in rows} == {2}


def two_roles(seed: int) -> dict[str, list[dict]]:
    """A company in which nobody is in both roles, every mentee has one pairing, and no mentee is
    reviewed."""
    rng, tables = random.Random(seed), awkward(seed, people=420)
    people = sorted({row["person_id"] for row in tables["staff"]})
    rng.shuffle(people)
    mentors, mentees = people[:90], people[90:200]
    days = [date(2021, 3, 1) + timedelta(days=rng.randint(0, 700)) for _ in mentees]
    pairings = [
        {
            "pairing_id": f"m{i:03}",
            "mentor_id": rng.choice(mentors),
            "mentee_id": mentee,
            "category": rng.choice(["peer", "expert"]),
            "start_date": day,
            "end_date": day + timedelta(days=200),
        }
        for i, (mentee, day) in enumerate(zip(mentees, days, strict=True))
    ]
    reviews = [row for row in tables["reviews"] if row["person_id"] not in mentees]
    return {**tables, "pairings": pairings, "reviews": reviews}


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_an_answer_about_mentors_is_that_about_mentees_with_the_roles_exchanged(name):
    tables = two_roles(5)
    swapped = [
        {**row, "mentor_id": row["mentee_id"], "mentee_id": row["mentor_id"]}
        for row in tables["pairings"]
    ]
    with asked(tables, as_of=date(2023, 12, 31)) as session:
        givers = evaluate(METRICS[name], session, MENTORS)
        by = evaluate_by(METRICS[name], session, "category", MENTORS)
    with asked({**tables, "pairings": swapped}, as_of=date(2023, 12, 31)) as session:
        mentees = evaluate(METRICS[name], session)
        by_mentee = evaluate_by(METRICS[name], session, "category")
    assert givers.estimate is not None and givers.n_mentees == mentees.n_mentees
    for one, other in [(givers, mentees), *((by[value], by_mentee[value]) for value in by)]:
        assert (one.n_asked, one.n_mentees, one.n_controls) == (
            other.n_asked,
            other.n_mentees,
            other.n_controls,
        )
        assert (one.estimate is None) == (other.estimate is None)
        if one.estimate:
            assert astuple(one.estimate) == pytest.approx(
                astuple(other.estimate), rel=1e-9, abs=1e-9
            )
            assert astuple(one.naive.interval) == pytest.approx(
                astuple(other.naive.interval), rel=1e-9, abs=1e-9
            )


def test_a_panel_of_mentors_does_not_use_values_of_others_after_they_were_mentored_themselves():
    reviews = "person_id | review_date | score\n" + "\n".join(
        f"{person} | {year}-{day} | 3"
        for person in ("ann", "bea")
        for year in (2023, 2024)
        for day in ("06-30", "12-31")
    )
    with asked(drawn(staff=STAFF, pairings=PAIRED, reviews=reviews), as_of=YEAR_END) as session:
        used = "select person_id, count(*) from observed group by person_id order by person_id"
        evaluate(METRICS["performance"], session, MENTORS)
        assert session.rows(used) == [("ann", 2), ("bea", 4)]
        evaluate(METRICS["performance"], session, Scope())
        assert session.value("select count(*) from observed") == 8


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_secondary_analysis_of_mentors_is_their_answer_and_leaves_the_rows_alone(
    sample_session, name
):
    metric = METRICS[name]
    table = "matched" if name == "retention" else "difference"
    asked_for = f"select (select count(*) from {table}), (select count(*) from exposure)"
    evaluate(metric, sample_session, run={"outside_rate": 100.0})
    before = sample_session.rows(asked_for)
    (one,) = mentor_outcomes(
        sample_session, metric, evaluate(metric, sample_session, run={"outside_rate": 100.0})
    )
    assert sample_session.rows(asked_for) == before
    answer = evaluate(metric, sample_session, MENTORS)
    assert astuple(one.estimate) == pytest.approx(astuple(answer.estimate), rel=1e-9)
    assert (one.n_mentees, one.n_others) == (answer.n_mentees, answer.n_controls)
    assert evaluate(metric, sample_session).n_asked == before[0][1], (
        "mentees are asked about again afterwards"
    )
    assert secondary_analyses(metric, sample_session, MENTORS) == ()


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_mentors_asked_about_are_those_compared_and_those_dropped(sample_session, name):
    answer = evaluate(METRICS[name], sample_session, MENTORS)
    assert answer.n_asked == answer.n_mentees + sum(answer.dropped.values())
    assert "mentor" not in answer.dropped


def test_without_an_estimate_for_mentors_there_is_a_reason():
    with asked(drawn(staff=STAFF, pairings=PAIRED), as_of=YEAR_END) as session:
        (one,) = (
            one
            for one in secondary_analyses(METRICS["retention"], session)
            if one.name == "mentors"
        )
        assert (one.estimate, one.values["reason"]) == (None, FEW_COMPARED)
        assert one.values["persons"] == ROLE_WORDS["mentor"]["persons"]


def test_a_mentees_pairing_is_grouped_by_where_the_mentor_stood_when_they_were_paired():
    moves = """
        person_id | valid_from | department | grade
        zed       | 2020-01-01 | sales      | senior
        zed       | 2024-03-01 | care       | lead
        con       | 2020-01-01 | care       | senior
    """
    pairings = (
        PAIRED + "m2 | con | bea | peer | 2024-05-01 | \n m3 | gone | con | peer | 2024-05-01 |"
    )
    with asked(drawn(staff=STAFF, pairings=pairings, positions=moves), as_of=YEAR_END) as session:
        wanted = {"mentor_department": ["care", "care", ""], "mentor_grade": ["lead", "senior", ""]}
        comparison.set_role(session, "mentee")
        for column, expected in wanted.items():
            pairings = session.records(
                f"select {column} as value from exposure order by pairing_id"
            )
            assert [row["value"] for row in pairings] == expected
            assert comparison.values_of(session, column) == sorted(set(expected) - {""})
        assert session.rows("select distinct category from exposure") == [("peer",)]


def test_a_filter_on_the_mentor_restricts_the_mentees_and_not_the_others(sample_session):
    groups = evaluate_by(METRICS["retention"], sample_session, "mentor_department")
    whole = evaluate(METRICS["retention"], sample_session)
    assert sum(one.n_asked for one in groups.values()) == whole.n_asked
    one = evaluate(METRICS["retention"], sample_session, Scope.of({"mentor_department": "Sales"}))
    assert one.n_mentees == groups["Sales"].n_mentees
    both = Scope.of({"mentor_department": "Sales", "department": "Sales"})
    assert 0 < evaluate(METRICS["retention"], sample_session, both).n_mentees <= one.n_mentees


@pytest.mark.parametrize(
    ("where", "role", "says"),
    [
        ({}, "boss", "choose mentees or mentors"),
        ({"category": "peer", "mentor_grade": "senior"}, "mentee", "choose one of them"),
        ({"mentor_grade": "senior"}, "mentor", "filter on grade instead"),
    ],
)
def test_an_impossible_filter_is_refused_with_a_sentence(where, role, says):
    with pytest.raises(UnknownFilterError, match=says):
        Scope.of(where, role)


def test_a_total_is_not_asked_about_mentors(sample_session):
    with pytest.raises(MetricError, match="not asked about mentors"):
        evaluate(METRICS["mentoring_hours"], sample_session, MENTORS)

"""The effect for those who would be paired next: known where it is simulated, refused where nobody
is like them."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.comparison.transport_rows import next_cells
from metrics.disclosure import next_json, next_sentences, release
from metrics.disclosure.next_text import NOT_ASKED
from metrics.evaluate import evaluate, secondary_analyses
from metrics.evaluate.for_next import ELIGIBLE, LEAST_COVERED, NAME, POOR_OVERLAP, WAITING
from metrics.i18n import locale_for
from metrics.scope import MENTOR, Scope
from tests.companies import asked, awkward
from tests.evaluate import two_departments
from tests.oracle import transport

METRICS = catalogue()
RETENTION = METRICS["retention"]
EN = locale_for("en")


def for_next(session, where: dict | None = None, metric=RETENTION):
    (found,) = secondary_analyses(metric, session, Scope.of(where or {}), only=NAME)
    return found


def test_it_is_the_effect_of_the_waiting_list_and_not_that_of_the_mentees():
    tables = two_departments.simulated(11, people=2500)
    with asked(tables, as_of=two_departments.AS_OF) as session:
        found = for_next(session)
        answer = evaluate(RETENTION, session)
    expected = two_departments.truth(tables, answer.horizon)
    assert found.title == WAITING
    assert found.values["people"] == len(tables["lottery_entries"])
    assert found.estimate.low < expected < found.estimate.high
    assert abs(found.estimate.estimate - expected) < abs(answer.estimate.estimate - expected)
    assert found.estimate.se > answer.estimate.se


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_it_is_that_of_the_independent_computation(seed):
    tables = two_departments.simulated(seed, people=500) | {"lottery_entries": []}
    with asked(tables, as_of=two_departments.AS_OF) as session:
        found = for_next(session)
        horizon = evaluate(RETENTION, session).horizon
    people = transport.next_people(tables, as_of=two_departments.AS_OF)
    expected = transport.months_gained(tables, people, as_of=two_departments.AS_OF, tau=horizon)
    assert found.title == ELIGIBLE and found.values["people"] == len(people)
    assert found.estimate.estimate == pytest.approx(expected, rel=1e-7)


def test_grades_scores_and_moves_are_those_of_the_last_month():
    tables = awkward(12)
    as_of = date(2023, 12, 31)
    with asked(tables, as_of=as_of) as session:
        evaluate(RETENTION, session)
        cells = next_cells(session)
    names = ("department", "grade", "band", "tenure_band")
    found = {
        tuple(str(cells[name][at]) for name in names): int(n) for at, n in enumerate(cells["n"])
    }
    expected: dict[tuple, int] = {}
    for one in transport.next_people(tables, as_of=as_of):
        key = tuple(str(part) for part in one)
        expected[key] = expected.get(key, 0) + 1
    assert found == expected


def test_where_too_few_of_them_have_mentees_like_them_it_is_refused_with_the_share():
    tables = two_departments.simulated(3, people=600)
    waiting = len(tables["lottery_entries"])
    others = waiting  # so that half of the list is in a department without mentees
    tables = two_departments.simulated(3, people=600, elsewhere=others)
    with asked(tables, as_of=two_departments.AS_OF) as session:
        found = for_next(session)
    assert found.estimate is None and found.values["reason"] == POOR_OVERLAP
    assert found.values["percent"] == 50
    assert found.values["least"] == round(100 * LEAST_COVERED)
    (said,) = next_sentences((release(found),), 1, EN)
    assert "50%" in said and "80%" in said


def test_a_filter_narrows_those_who_are_next_too():
    tables = two_departments.simulated(4, people=2000)
    department = {row["person_id"]: row["department"] for row in tables["staff"]}
    waiting = [department[row["person_id"]] for row in tables["lottery_entries"]]
    with asked(tables, as_of=two_departments.AS_OF) as session:
        found = for_next(session, {"department": "Care"})
        horizon = evaluate(RETENTION, session).horizon
    assert abs(found.values["people"] - waiting.count("Care")) <= 5  # in tens
    expected = two_departments.gained("Care", horizon)
    assert found.estimate.low < expected < found.estimate.high


def test_it_is_asked_of_times_to_event_about_mentees_only(sample_session):
    assert secondary_analyses(METRICS["performance"], sample_session, only=NAME) == ()
    mentors = Scope.of({}, MENTOR)
    assert secondary_analyses(RETENTION, sample_session, mentors, only=NAME) == ()
    newcomers = Scope.of({"goal_group": "newcomers"})
    assert secondary_analyses(RETENTION, sample_session, newcomers, only=NAME) == ()
    assert next_sentences((), 1, EN) == (NOT_ASKED,)


def test_the_text_and_the_json_have_the_same_figures(sample_session):
    found = (release(for_next(sample_session)),)
    said = " ".join(next_sentences(found, 1, EN))
    content = next_json(found, 1, EN)
    assert json.dumps(content, allow_nan=False)
    for name in ("estimate", "low", "high"):
        assert EN.signed(content[name], 1) in said
    assert EN.number(content["people"]) in said
    assert f"{content['percent_with_mentees_alike']}%" in said
    assert 0 < content["percent_with_mentees_alike"] <= content["percent_with_mentees_on_each_key"]


@pytest.mark.slow
def test_over_many_companies_it_is_right_on_average_and_so_is_its_interval():
    errors, holds, mentees = [], [], []
    for seed in range(100, 160):
        tables = two_departments.simulated(seed)
        with asked(tables, as_of=two_departments.AS_OF) as session:
            answer = evaluate(RETENTION, session)
            if answer.estimate is None:
                continue
            found = for_next(session).estimate
        expected = two_departments.truth(tables, answer.horizon)
        errors.append(found.estimate - expected)
        mentees.append(answer.estimate.estimate - expected)
        holds.append(found.low <= expected <= found.high)
    monte_carlo = np.std(errors, ddof=1) / len(errors) ** 0.5
    assert len(errors) >= 50
    assert abs(np.mean(errors)) < max(0.15, 2 * monte_carlo)
    assert np.mean(holds) > 0.88
    assert np.mean(mentees) > 1  # the mentees' own effect is not theirs

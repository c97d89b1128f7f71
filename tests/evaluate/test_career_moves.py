"""Where mentees of the sample company went, and when the moves are not told at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import CareerMoves, career_moves, evaluate
from metrics.scope import Scope

METRICS = catalogue()


def found(session, name: str) -> CareerMoves:
    return career_moves(session, METRICS[name], evaluate(METRICS[name], session))


def test_the_planted_moves_from_reception_to_sales_are_found(sample_session):
    (move,) = release(found(sample_session, "internal_move")).moves
    assert (move.origin, move.destination) == ("reception (Service)", "account (Sales)")
    assert move.mentees >= 10 and move.expected < move.mentees / 2


@pytest.mark.parametrize("name", ["promotion", "internal_move"])
def test_the_moves_add_up_to_the_events_of_the_answer(sample_session, name):
    answer = evaluate(METRICS[name], sample_session)
    events = next(check.values for check in answer.checks if check.name == "events")
    assert (
        sum(move.mentees for move in career_moves(sample_session, METRICS[name], answer).moves)
        == events["mentees"]
    )


def test_a_part_of_the_company_a_missing_answer_and_other_metrics_have_no_moves(
    sample_session,
):
    metric = METRICS["promotion"]
    answer = evaluate(metric, sample_session)
    assert (
        career_moves(
            sample_session, metric, replace(answer, scope=Scope.of({"department": "Sales"}))
        )
        is None
    )
    assert career_moves(sample_session, metric, replace(answer, estimate=None)) is None
    assert career_moves(sample_session, METRICS["retention"], answer) is None

"""If matching is not possible, weights or models replace it, and the rest of the answer follows
them or says so."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.comparison import cross_checks as steps
from metrics.evaluate import (
    balance,
    censoring_weights,
    doubly_robust,
    evaluate,
    fallback_estimator,
    time_to_event,
)
from metrics.evaluate.answer import NO_ESTIMATE, direction_of
from metrics.evaluate.event_cross_checks import cross_checks
from metrics.evaluate.sensitivity import BENCHMARK_MATCHED, LOTTERY, risk_ratio, sensitivity
from metrics.inference.interval import Interval
from metrics.warehouse.engine import Session
from tests.companies import asked, awkward, drawn
from tests.evaluate import by_hand

RETENTION = catalogue()["retention"]
AS_OF = date(2023, 12, 31)
MODELS, WEIGHTS = (
    ("adjusted", {"LEAST_MATCHED": 1.1}),
    ("later_pairing", {"MOST_LATER_PAIRED": 0.0}),
)


def exchanged(session: Session, monkeypatch, limits: dict):
    for name, limit in limits.items():
        monkeypatch.setattr(fallback_estimator, name, limit)
    return evaluate(RETENTION, session)


def same(one: Interval, other: Interval) -> bool:
    return astuple(one) == pytest.approx(astuple(other), rel=1e-9, abs=1e-9)


def one_cell() -> dict:
    """40 mentees, paired in one month, and 80 others like them: there is nothing for weights or
    models to do."""
    tables = drawn()
    for arm, people, leave in ((1, 40, 10), (0, 80, 40)):
        for i in range(people):
            person, month = f"p{arm}{i:02}", i * 24 // leave
            left = date(2022 + month // 12, month % 12 + 1, 15) if i < leave else None
            tables["staff"].append(
                {
                    "person_id": person,
                    "hire_date": date(2018, 1, 1),
                    "exit_date": left,
                    "department": "Sales",
                    "grade": "senior",
                }
            )
            if arm:
                tables["pairings"].append(
                    {
                        "pairing_id": person,
                        "mentor_id": f"outside{i % 20}",
                        "mentee_id": person,
                        "category": "peer",
                        "start_date": date(2021, 12, 1),
                    }
                )
    return tables


@pytest.mark.parametrize(
    ("method", "limits"), [MODELS, WEIGHTS, ("adjusted", {**MODELS[1], **WEIGHTS[1]})]
)
def test_where_matching_fails_the_cross_check_is_the_answer_and_matching_a_check(
    sample_session, monkeypatch, method, limits
):
    usual = evaluate(RETENTION, sample_session)
    check = {one.name: one for one in cross_checks(sample_session, RETENTION, usual)}[method]
    answer = exchanged(sample_session, monkeypatch, limits)
    assert (
        answer.method == method
        and same(answer.estimate, check.estimate)
        and same(answer.matched, usual.estimate)
    )
    said = answer.checks[-1]
    assert (
        said.name == "exchanged"
        and said.values["matched"] == round(usual.estimate.estimate, 1) == 2.0
    )
    assert answer.direction == direction_of(check.estimate)
    share = usual.matched_share if method == "later_pairing" else None  # two models match nobody
    assert answer.matched_share == share
    found = {one.name: one for one in cross_checks(sample_session, RETENTION, answer)}
    assert (
        method not in found
        and same(found["matched"].estimate, usual.estimate)
        and found["matched"].agrees
    )


def test_the_sample_company_is_answered_by_matching(sample_session):
    answer = evaluate(RETENTION, sample_session)
    assert (answer.method, answer.matched) == ("matched", None)


@pytest.mark.parametrize(("method", "limits"), [MODELS, WEIGHTS])
def test_in_one_cell_every_estimator_gives_the_same_months_shares_and_ratio(
    method, limits, monkeypatch
):
    with asked(one_cell(), as_of=AS_OF) as session:
        usual, ratio = evaluate(RETENTION, session), risk_ratio(session)
        monkeypatch.setattr(
            fallback_estimator.steps, "later_paired", lambda *_: 1.0
        )  # though nobody is
        monkeypatch.setattr(type(usual), "matched_share", 0.5 if method == "adjusted" else 1.0)
        answer = evaluate(RETENTION, session)
        check = next(
            one for one in sensitivity(session, RETENTION, answer) if one.name == "e_value"
        )
    assert (usual.method, answer.method) == ("matched", method)
    for one, other in (
        (answer.estimate, usual.estimate),
        *((answer.companions[name], usual.companions[name]) for name in ("months_12", "share_12")),
    ):
        assert astuple(one) == pytest.approx(astuple(other), rel=1e-6)
    assert [check.values[name] for name in ("ratio", "low", "high")] == pytest.approx(
        astuple(ratio)[:3], rel=1e-6
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_share_gained_by_weights_is_that_by_hand(seed):
    tables = awkward(seed)
    with asked(tables, as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        steps.follow_months(session)
        found = censoring_weights.share_gained(session, censoring_weights.curves(session, 24), 12)
    assert found.interval.estimate == pytest.approx(
        by_hand.later_pairing(tables, AS_OF, {})["share_12"], abs=1e-9
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_share_gained_by_models_is_that_by_row(seed, monkeypatch):
    monkeypatch.setattr(doubly_robust, "MARGINS", ("department", "grade"))
    tables = awkward(seed)
    with asked(tables, as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        found = doubly_robust.share_gained(session, 12).gained.interval
    expected = by_hand.adjusted(tables, AS_OF, {}, by_hand.staying)
    assert (found.estimate, found.low) == pytest.approx((expected.value, expected.low), abs=1e-5)


@pytest.mark.parametrize(("method", "limits"), [MODELS, WEIGHTS])
def test_the_first_year_and_the_e_value_use_the_estimator_of_the_answer(
    sample_session, monkeypatch, method, limits
):
    usual = evaluate(RETENTION, sample_session)
    answer = exchanged(sample_session, monkeypatch, limits)
    assert answer.method == method and set(answer.companions) == set(usual.companions)
    assert all(answer.companions[name] != usual.companions[name] for name in usual.companions)
    shares = {check.name: check for check in sensitivity(sample_session, RETENTION, answer)}
    gained, ratio = answer.companions["share_12"].estimate, shares["e_value"].values["ratio"]
    others = gained / (
        1 - ratio
    )  # their risk, if the ratio and the difference are of the same two risks
    assert ratio != risk_ratio(sample_session).estimate
    assert others == pytest.approx(1 - usual.lines[1].survival[11], abs=0.02)
    assert shares["e_value"].values["high"] < 1 < shares["e_value"].values["limit"]


@pytest.mark.parametrize(("method", "limits"), [MODELS, WEIGHTS])
def test_checks_by_matching_say_so_where_another_estimator_answers(
    sample_session, monkeypatch, method, limits
):
    answer = exchanged(sample_session, monkeypatch, limits)
    by_name = {check.name: check for check in sensitivity(sample_session, RETENTION, answer)}
    assert by_name["benchmark"].text == BENCHMARK_MATCHED
    assert by_name["randomisation"].text == LOTTERY
    overlap = balance.overlap(sample_session, answer, balance.balance(sample_session, answer))
    assert overlap[0].name == "of_matched"
    monkeypatch.undo()
    usual = evaluate(RETENTION, sample_session)
    assert "of_matched" not in [one.name for one in balance.overlap(sample_session, usual, ())]


def test_the_least_numbers_apply_to_the_people_behind_the_figure(sample_session, monkeypatch):
    matched = {check.name: check.values for check in evaluate(RETENTION, sample_session).checks}[
        "controls"
    ]["n"]
    weighted = exchanged(sample_session, monkeypatch, WEIGHTS[1])
    own = {check.name: check.values for check in weighted.checks}["controls"]["n"]
    assert own < matched and weighted.estimate
    monkeypatch.setattr(time_to_event, "FEWEST_CONTROLS", (own + matched) / 2)
    untold = evaluate(RETENTION, sample_session)
    assert (untold.estimate, untold.direction, untold.companions, untold.lines) == (
        None,
        NO_ESTIMATE,
        {},
        None,
    )
    assert [check.name for check in untold.checks if not check.passed] == ["controls"]
    assert untold.needed > untold.n_mentees

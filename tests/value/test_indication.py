"""An indication pools own figures with published ones, only while the answer cannot be told."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.comparison.event_rate import event_rate
from metrics.evaluate import CANNOT_TELL, Answer, Interval, Verdict, evaluate
from metrics.inference.pooled_effect import months_prior
from metrics.scope import MENTOR, Scope
from metrics.value.indication import NO_FIGURE, TOO_FEW_PEOPLE, USED, indication
from metrics.value.published import expectation
from tests.small_companies import small_company

METRICS = catalogue()
UNTOLD = Verdict(CANNOT_TELL)
VALUE = Path(__file__).parents[2] / "metrics" / "value"


def untold(session, metric: str) -> Answer:
    return replace(evaluate(METRICS[metric], session), verdict=UNTOLD)


@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_a_company_of_a_hundred_hears_an_indication_with_its_own_part_in_it(metric):
    with small_company(1) as session:
        answer = untold(session, metric)
        found = indication(session, answer)
    assert answer.estimate is None and answer.tentative is not None
    assert found.without_own == USED and 0.5 < found.published_share < 1
    assert found.interval.high - found.interval.low < found.published.high - found.published.low


def test_published_points_are_in_the_spread_of_this_company():
    with small_company(1) as session:
        answer = untold(session, "performance")
        found = indication(session, answer)
    prior = expectation("performance").prior
    assert found.published.estimate == pytest.approx(prior.mean * answer.spread)
    assert found.published.se == pytest.approx(prior.sd * answer.spread)


def test_published_months_are_at_the_rate_of_those_who_had_no_mentor():
    with small_company(1) as session:
        answer = untold(session, "retention")
        found = indication(session, answer)
        rows = session.records(
            "select spell.person_id, entry_month, last_month, has_left, pair_month from spell "
            "left join exposure on exposure.person_id = spell.person_id"
        )
        rate = event_rate(session)
    months = events = 0
    for row in rows:
        paired = row["pair_month"]
        end = row["last_month"] if paired is None else min(row["last_month"], paired - 1)
        months += max(end - row["entry_month"] + 1, 0)
        events += row["has_left"] == 1 and end == row["last_month"]
    assert (rate.months, rate.events) == (months, events)
    prior = months_prior(
        expectation("retention").prior,
        monthly=events / months,
        events=events,
        months=answer.horizon,
    )
    assert found.published.estimate == pytest.approx(prior.mean)
    assert found.published.se == pytest.approx(prior.sd)


def test_figures_about_fewer_than_ten_people_are_not_in_it():
    with small_company(1) as session:
        answer = untold(session, "performance")
        for few in (replace(answer, n_mentees=9), replace(answer, n_controls=9)):
            found = indication(session, few)
            assert found.without_own == TOO_FEW_PEOPLE and found.published_share == 1
            assert found.interval == found.published
            other = indication(session, replace(few, tentative=Interval(9.0, 8.0, 10.0, 0.4, 5)))
            assert other == found


@pytest.mark.parametrize("own", [None, Interval(0.1, -np.inf, np.inf, np.inf, 1.0)])
def test_without_an_own_figure_all_of_it_is_published(own):
    with small_company(1) as session:
        answer = replace(untold(session, "performance"), tentative=own)
        found = indication(session, answer)
    assert found.without_own == NO_FIGURE and found.published_share == 1


def test_only_an_answer_about_the_whole_company_that_cannot_be_told_has_one():
    with small_company(1) as session:
        answer = untold(session, "performance")
        assert indication(session, answer) is not None
        for verdict in (None, Verdict("holds"), Verdict("leans"), Verdict("contradicted")):
            assert indication(session, replace(answer, verdict=verdict)) is None
        for scope in (Scope.of({"department": "care"}), Scope.of({}, MENTOR)):
            assert indication(session, replace(answer, scope=scope)) is None
        other = replace(answer.metric, name="promotion")
        assert indication(session, replace(answer, metric=other)) is None


def test_neither_return_nor_price_nor_plan_can_read_an_indication():
    """Everything with euros reads answers; only what releases and shows reads indications."""
    money = [path for path in VALUE.glob("*.py") if path.stem not in ("indication", "published")]
    rooms = ("rewards", "portfolio", "priorities")
    money += [path for room in rooms for path in (VALUE.parent / room).glob("*.py")]
    assert len(money) > 40
    for path in money:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not names & {"tentative", "indication", "published_share"}, path.name
        assert "metrics.value.indication" not in modules, path.name

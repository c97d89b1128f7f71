"""The test for small companies draws among those who could have been paired, and is seldom sure
where mentoring does nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.comparison import redrawn_pairings as sql
from metrics.evaluate import evaluate
from metrics.evaluate.redrawn_pairings import (
    LEAST_KEPT,
    MOST_ASKED,
    MOST_MENTEES,
    month_rows,
    panel_rows,
    redrawn_answer,
)
from metrics.scope import MENTOR, Scope
from tests.small_companies import NO_EFFECT, SMALL, small_company

METRICS = catalogue()
BOTH = ("retention", "performance")
FEW = replace(NO_EFFECT, pairing_rate=0.003)
LARGE_EFFECT = replace(SMALL, hazard_ratio=0.3, points=1.0)


def test_months_are_counted_as_by_hand():
    with small_company(3) as session:
        evaluate(METRICS["retention"], session)
        table = sql.month_rows(session)
        spells = {row["person_id"]: row for row in session.records("select * from spell")}
        pairings = {row["person_id"]: row for row in session.records("select * from exposure")}
        last = session.value("select last_month from run")
    months = sorted({row["pair_month"] for row in pairings.values() if row["pair_month"] < last})
    expected = {}
    for person, spell in spells.items():
        for month in months:
            if spell["entry_month"] <= month and spell["last_month"] >= month + 1:
                expected[person, month] = spell["last_month"] - month
    found = {
        (str(person), int(month)): int(n)
        for person, month, n in zip(
            table["person_id"], table["trial_month"], table["months"], strict=True
        )
    }
    assert found == expected
    paired = {
        (str(table["person_id"][i]), int(table["trial_month"][i]))
        for i in np.flatnonzero(table["paired"] == 1)
    }
    assert paired == {
        (person, row["pair_month"])
        for person, row in pairings.items()
        if (person, row["pair_month"]) in expected
    }


def test_a_key_is_used_only_where_nearly_all_mentees_keep_others():
    with small_company(1) as session:
        evaluate(METRICS["retention"], session)
        table = sql.month_rows(session)
    rows, keys = month_rows(table, 24)
    paired = rows.paired
    others = np.bincount(rows.cell, weights=~paired)[rows.cell[paired]]
    assert np.mean(others >= 3) >= LEAST_KEPT
    for cell in np.unique(rows.cell):
        assert len(np.unique(table["trial_month"][rows.cell == cell])) == 1
        for key in keys:
            assert len(np.unique(table[key][rows.cell == cell])) == 1


def test_rises_are_added_up_as_by_hand():
    values = {0: {0: 1.0, 1: 3.0, 4: 5.0, 5: 6.0}, 1: {1: 2.0, 4: 2.0}, 2: {0: 4.0, 3: 9.0}}
    rows = [(i, t, v) for i, own in values.items() for t, v in own.items()]
    table = {
        "person_id": np.array([f"p{i}" for i, _t, _v in rows]),
        "period": np.array([t for _i, t, _v in rows]),
        "value": np.array([v for _i, _t, v in rows]),
        "g": np.array([4 if i == 0 else 0 for i, _t, _v in rows]),
        "cluster_id": np.array(["m" if i == 0 else "" for i, _t, _v in rows]),
    }
    found = panel_rows(table)
    assert found.person.tolist() == [0, 1] and found.paired.tolist() == [True, False]
    assert found.outcome.tolist() == pytest.approx([(3 - 1.5) + (4 - 4.0), 0 - 1.5])
    assert found.dose.tolist() == pytest.approx([(1 - 0.5) + (1 - 1.0), 0 - 0.5])


@pytest.mark.parametrize("metric", BOTH)
def test_only_few_mentees_of_the_whole_company_are_asked_about(metric):
    with small_company(1) as session:
        answer = evaluate(METRICS[metric], session)
        found = redrawn_answer(session, METRICS[metric], answer, draws=99)
        assert found is not None and 5 <= found.mentees <= MOST_MENTEES and found.mentors <= 4
        assert (found.interval is not None) == (metric == "performance")
        for other in (
            replace(answer, scope=Scope.of({"department": "care"})),
            replace(answer, scope=Scope.of({}, MENTOR)),
            replace(answer, n_mentees=MOST_MENTEES + 1),
            replace(answer, n_asked=MOST_ASKED + 1),
        ):
            assert redrawn_answer(session, METRICS[metric], other, draws=99) is None


def p_values(scenario, numbers) -> dict[str, np.ndarray]:
    """The p values of both metrics in companies of the scenario."""
    found: dict[str, list[float]] = {metric: [] for metric in BOTH}
    for number in numbers:
        with small_company(number, scenario) as session:
            for metric in BOTH:
                answer = evaluate(METRICS[metric], session)
                told = redrawn_answer(session, METRICS[metric], answer, draws=199)
                if told is not None:
                    found[metric].append(told.p)
    return {metric: np.array(p) for metric, p in found.items()}


def most(n: int) -> float:
    """The share of sure answers that 5 % and chance allow in n companies."""
    return 0.05 + 2.5 * float(np.sqrt(0.05 * 0.95 / n))


def test_a_large_effect_is_seen_more_often_than_none():
    with_effect = p_values(LARGE_EFFECT, range(6))["performance"]
    without = p_values(NO_EFFECT, range(6))["performance"]
    assert np.median(with_effect) < 0.1 < np.median(without)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [NO_EFFECT, FEW], ids=["20 mentees", "10 mentees"])
def test_without_an_effect_one_company_in_twenty_is_sure(scenario):
    for p in p_values(scenario, range(1000, 1300)).values():
        assert np.mean(p <= 0.05) <= most(len(p))

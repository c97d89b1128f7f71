"""How far a hidden trait could move an answer equals a regression on every row compared."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.comparison import similarity
from metrics.evaluate import evaluate
from metrics.evaluate.answer import Answer
from metrics.evaluate.hidden_trait import HiddenTrait, hidden_trait, hidden_trait_check
from metrics.inference.interval import Interval
from metrics.inference.omitted_variable import Strength, TraitRegression, bias, times_as_strong
from metrics.warehouse.engine import Session
from tests.companies import asked, awkward

METRICS = catalogue()


def unexplained(target: np.ndarray, columns: list[np.ndarray], weight: np.ndarray) -> float:
    root = np.sqrt(weight)
    x = np.column_stack([np.ones(len(target)), *columns]) * root[:, None]
    return float(
        np.sum((root * target - x @ np.linalg.lstsq(x, root * target, rcond=None)[0]) ** 2)
    )


def one_hot(values: np.ndarray) -> list[np.ndarray]:
    return [(values == value).astype(float) for value in sorted(set(values))[1:]]


def by_regression(
    arm: np.ndarray, outcome: np.ndarray, traits: dict[str, list], weight: np.ndarray
) -> tuple[float, dict[str, Strength]]:
    """The scale and the strength of each trait but "cell", from rows."""

    def left(target: np.ndarray, without: str, extra: list) -> float:
        columns = [column for name in traits if name != without for column in traits[name]]
        return unexplained(target, [*extra, *columns], weight)

    all_arm, all_outcome = left(arm, "", []), left(outcome, "", [arm])
    strengths = {
        name: Strength(
            1 - all_arm / left(arm, name, []), 1 - all_outcome / left(outcome, name, [arm])
        )
        for name in traits
        if name != "cell"
    }
    return float(np.sqrt(all_outcome / all_arm)), strengths


def pseudo_months(u: np.ndarray, event: np.ndarray, tau: int) -> np.ndarray:
    """The derivative of the area under one arm's curve to each row's share, plus the area."""

    def area(weight: np.ndarray) -> float:
        alive = total = 1.0
        for k in range(tau - 1):
            at_risk = weight[u >= k].sum()
            if at_risk > 0:
                alive *= 1 - weight[(u == k) & (event == 1)].sum() / at_risk
            total += alive
        return float(total)

    even, step = np.ones(len(u)), 1e-5
    months = area(even)
    found: dict[tuple[int, int], float] = {}
    for i, ending in enumerate(zip(u, event, strict=True)):
        if ending not in found:
            bump = np.zeros(len(u))
            bump[i] = step
            found[ending] = months + len(u) * (area(even + bump) - area(even - bump)) / (2 * step)
    return np.array([found[ending] for ending in zip(u, event, strict=True)])


def trial_rows(session: Session, answer: Answer) -> tuple[np.ndarray, ...]:
    names = [*similarity.KEYS, "arm", "u", "event"]
    rows = session.rows(f"select {', '.join(names)} from scope_follow_up")
    columns = [[row[place] for row in rows] for place in range(len(names))]
    table = {
        name: np.array(column, dtype=object) for name, column in zip(names, columns, strict=True)
    }
    arm, u, event = (table[name].astype(int) for name in ("arm", "u", "event"))
    outcome = np.empty(len(arm))
    for value in (0, 1):
        of_arm = arm == value
        outcome[of_arm] = pseudo_months(u[of_arm], event[of_arm], answer.horizon)
    traits = {key: one_hot(table[key].astype(str)) for key in similarity.KEYS}
    weight = np.where(arm == 1, 1 / arm.sum(), 1 / (1 - arm).sum())
    return arm.astype(float), outcome, traits, weight


def panel_rows(session: Session) -> tuple[np.ndarray, ...]:
    rows = session.rows(
        "select d.g, d.t, d.treated, d.dy, e.department, e.grade, e.tenure, o.value "
        "from difference d join entrant e on e.person_id = d.person_id and e.entry = d.g "
        "left join observed o on o.person_id = d.person_id and o.period = d.g - 1 where d.t >= d.g"
    )
    cells: dict[tuple, list[int]] = {}
    for g, t, treated, *_rest in rows:
        cells.setdefault((g, t), [0, 0])[treated] += 1
    rows = [row for row in rows if min(cells[row[0], row[1]]) > 0]
    arm = np.array([row[2] for row in rows], dtype=float)
    share = {cell: n1 / n0 for cell, (n0, n1) in cells.items() if n0}
    weight = np.array([1.0 if row[2] else share[row[0], row[1]] for row in rows])
    last = np.array([np.nan if row[7] is None else row[7] for row in rows], dtype=float)
    traits = {
        "cell": one_hot(np.array([f"{row[0]} {row[1]}" for row in rows])),
        "department": one_hot(np.array([str(row[4]) for row in rows])),
        "grade": one_hot(np.array([str(row[5]) for row in rows])),
        "tenure_band": one_hot(np.array([min(row[6] // 12, 2) for row in rows])),
        "last_value": [np.nan_to_num(last), np.isfinite(last).astype(float)],
    }
    return arm, np.array([row[3] for row in rows], dtype=float), traits, weight


def same(found: TraitRegression, rows: tuple[np.ndarray, ...]) -> None:
    scale, strengths = by_regression(*rows)
    assert found.scale == pytest.approx(scale, rel=1e-6)
    assert set(found.strengths) == set(strengths)
    for name, strength in strengths.items():
        assert found.strengths[name].pairing == pytest.approx(strength.pairing, abs=1e-7), name
        assert found.strengths[name].outcome == pytest.approx(strength.outcome, abs=1e-7), name


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_strengths_are_those_of_a_regression_on_every_row(name):
    with asked(awkward(31, people=150), as_of=date(2023, 12, 31)) as session:
        answer = evaluate(METRICS[name], session)
        told = Answer(
            answer.metric,
            answer.scope,
            "",
            "more",
            Interval(1.0, 0.5, 1.5, 0.2, 20.0),
            horizon=answer.horizon,
        )
        found = hidden_trait(session, METRICS[name], told)
        same(found.regression, panel_rows(session) if name == "performance" else trial_rows(
            session, told))  # fmt: skip


def test_a_trait_as_strong_as_the_last_review_moves_the_sample_companys_months(sample_session):
    answer = evaluate(METRICS["retention"], sample_session)
    trait = hidden_trait(sample_session, METRICS["retention"], answer)
    check = hidden_trait_check(METRICS["retention"], trait)
    by = bias(trait.regression.scale, times_as_strong(trait.regression.strengths["band"], 1.0))
    assert trait.key == "band"
    assert check.values["moved_to"] == pytest.approx(answer.estimate.estimate - by)
    assert check.values["other"] == pytest.approx(answer.estimate.estimate + by)
    width = answer.estimate.high - answer.estimate.low
    assert check.values["high"] - check.values["low"] >= width
    assert check.passed == (by < answer.estimate.estimate)
    assert trait.moved(trait.multiple, -1).estimate == pytest.approx(0, abs=1e-6)


def moved(estimate: float, strength: Strength) -> HiddenTrait:
    regression = TraitRegression(10.0, {"band": strength})
    one = Interval(estimate, estimate - 1, estimate + 1, 0.5, 30.0)
    return HiddenTrait(one, "band", regression, {})


def test_the_check_fails_exactly_where_one_such_trait_reaches_zero():
    by = bias(10.0, times_as_strong(Strength(0.05, 0.02), 1.0))
    metric = METRICS["retention"]
    for estimate, holds in ((by * 1.01, True), (by * 0.99, False), (-by * 1.01, True)):
        check = hidden_trait_check(metric, moved(estimate, Strength(0.05, 0.02)))
        assert check.passed is holds
        assert (check.values["multiple"] > 1) is holds


def test_a_yardstick_that_decides_too_much_still_says_what_reaches_zero():
    check = hidden_trait_check(METRICS["retention"], moved(2.0, Strength(0.6, 0.02)))
    assert check.passed is False
    assert check.values["moved_to"] is None
    assert 0 < check.values["multiple"] < 1


def test_without_any_recorded_trait_that_matters_there_is_no_yardstick():
    regression = TraitRegression(10.0, {"band": Strength(0.0, 0.1)})
    one = Interval(1.0, 0.0, 2.0, 0.5, 30.0)
    check = hidden_trait_check(METRICS["retention"], HiddenTrait(one, None, regression, {}))
    assert check.passed is None
    assert check.values["multiple"] is None

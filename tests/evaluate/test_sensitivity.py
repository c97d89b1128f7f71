"""What it would take to explain an answer away equals what a loop over the compared rows says."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import similarity
from metrics.evaluate import evaluate, raked_weights
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.sensitivity import COARSE, risk_ratio, sensitivity, without_each_key
from metrics.i18n import locale_for
from metrics.inference.interval import t_interval
from metrics.scope import Scope
from tests.companies import asked, awkward
from tests.oracle import raking

METRICS = catalogue()
WHERE = [{}, {"category": "peer"}, {"department": "Sales"}]


def months_gained(rows: list[dict], keys: list[str], tau: int) -> float:
    """The restricted mean survival of mentees less that of the others, raked row by row."""
    given = [
        SimpleNamespace(arm=row["arm"], margins=tuple(row[key] for key in keys), row=row)
        for row in rows
    ]
    kept, weights, _patterns = raking.matched(given)
    area = []
    for side in (0, 1):
        arm = [(one.row, w) for one, w in zip(kept, weights, strict=True) if one.arm == side]
        alive, total = 1.0, 0.0
        for k in range(tau):
            total += alive
            at_risk = sum(w for row, w in arm if row["u"] >= k)
            if at_risk:
                alive *= 1 - sum(w for row, w in arm if row["u"] == k and row["event"]) / at_risk
        area.append(total)
    return area[1] - area[0]


@pytest.mark.parametrize("where", WHERE, ids=str)
@pytest.mark.parametrize("tau", [24, 12])
def test_leaving_a_key_out_equals_matching_the_rows_again_without_it(where, tau):
    with asked(awkward(31, people=120), as_of=date(2023, 12, 31)) as session:
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope.of(where))
        raked_weights.keep_matched(session)
        found = without_each_key(similarity.cell_counts(session), tau)
        names = [*similarity.MARGINS, "arm", "category", "u", "event"]
        rows = [
            dict(zip(names, row, strict=True))
            for row in session.rows(
                f"select {', '.join(names)} from follow_up "
                "left join (select person_id, category from exposure) using (person_id)"
            )
        ]
    rows = [
        row
        for row in rows
        if all(
            row[name] == value or (name == "category" and not row["arm"])
            for name, value in where.items()
        )
    ]
    assert len({round(months, 6) for months in found.values()}) > 2
    for left, months in found.items():
        keys = [fine for fine in similarity.MARGINS if COARSE[fine] != left]
        assert months == pytest.approx(months_gained(rows, keys, tau), abs=1e-9)


def test_with_all_keys_the_months_are_those_of_the_answer(sample_session):
    for where in ({}, {"category": "customers"}):
        answer = evaluate(METRICS["retention"], sample_session, Scope.of(where))
        months = without_each_key(similarity.cell_counts(sample_session), answer.horizon)
        assert months[""] == pytest.approx(answer.estimate.estimate, abs=1e-9)


def test_the_risk_ratio_is_that_of_the_rows_and_its_influence_the_derivative_to_a_persons_weight(
    sample_session,
):
    answer = evaluate(METRICS["retention"], sample_session)
    found = risk_ratio(sample_session)
    points = answer.companions["share_12"].estimate
    mentees, others = (1 - line.survival[11] for line in answer.lines)
    assert found.estimate == pytest.approx(mentees / others, rel=1e-9)
    assert others - mentees == pytest.approx(points, abs=1e-9)
    influence = sample_session.table(similarity.BALANCE / "ratio_influence.sql")
    assert influence["influence"].sum() == pytest.approx(0, abs=1e-9)
    by_id = dict(zip(influence["person_id"], influence["influence"], strict=True))
    for arm in (0, 1):
        first = f"select min(person_id) from matched where arm = {arm} and event = 1 and u < 9"
        person = sample_session.rows(first)[0][0]
        heavier = f"weight * case when person_id = '{person}' then 1.0001 else 1 end as weight"
        sample_session.keep(
            "heavier",
            f"select person_id, trial_month, arm, u, event, cause, {heavier} from matched",
            source="",
        )
        sample_session.keep("kept", "select * from matched", source="")
        sample_session.keep("matched", "select * from heavier", source="")
        slope = np.log(risk_ratio(sample_session).estimate / found.estimate) / 1e-4
        sample_session.keep("matched", "select * from kept", source="")
        assert by_id[person] == pytest.approx(slope, rel=2e-3)
    log = t_interval(np.log(found.estimate), found.se**2, found.df)
    assert (found.low, found.high) == pytest.approx((np.exp(log.low), np.exp(log.high)))


def test_on_the_sample_company_the_last_score_is_the_strongest_key_and_chance_is_ruled_out(
    sample_session,
):
    metric = METRICS["retention"]
    answer = evaluate(metric, sample_session)
    checks = {check.name: check for check in sensitivity(sample_session, metric, answer)}
    assert set(checks) == {"e_value", "benchmark", "randomisation"}
    assert 1 < checks["e_value"].values["limit"] < checks["e_value"].values["value"]
    assert checks["benchmark"].values["key"] == "Last score before pairing"
    assert checks["benchmark"].values["change"] > 0.5
    assert checks["randomisation"].passed and checks["randomisation"].values["p"] < 0.05


def test_without_an_effect_random_draws_differ_as_much(sample_session):
    """In the sample company one category does nothing."""
    metric = METRICS["retention"]
    answer = evaluate(metric, sample_session, Scope.of({"category": "social_media"}))
    checks = {check.name: check for check in sensitivity(sample_session, metric, answer)}
    assert checks["randomisation"].values["p"] > 0.05 and checks["randomisation"].passed
    assert checks["e_value"].values["limit"] == 1.0


def test_a_panel_has_a_robustness_value_and_a_placebo(sample_session):
    metric = METRICS["performance"]
    answer = evaluate(metric, sample_session)
    _bounds, robust, placebo = sensitivity(sample_session, metric, answer)
    assert 0 < robust.values["uncertain"] < robust.values["percent"] < 100
    assert robust.values["df"] == answer.n_mentees + answer.n_controls - 2
    assert placebo.passed and placebo.values["low"] < 0 < placebo.values["high"]


def test_the_sentences_are_filled_in_with_their_figures(sample_session):
    _ = locale_for("en")
    for name in ("retention", "performance"):
        answer = evaluate(METRICS[name], sample_session)
        for check in sensitivity(sample_session, METRICS[name], answer):
            assert "{" not in _(check.text, **check.values)


def test_the_tables_of_the_answer_stay_as_they_were(sample_session):
    """The checks keep tables of their own: the answer's rows and coefficients are the same
    afterwards."""
    metric = METRICS["retention"]
    answer = evaluate(metric, sample_session)
    sums = "select count(*), sum(long_rmst) from coefficient"
    before = sample_session.rows(sums)
    sensitivity(sample_session, metric, answer)
    assert sample_session.rows(sums) == before


def test_without_an_answer_there_is_nothing_to_explain_away():
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        for name in ("retention", "performance"):
            assert sensitivity(session, METRICS[name], evaluate(METRICS[name], session)) == ()

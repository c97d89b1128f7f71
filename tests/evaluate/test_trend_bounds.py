"""The drift before pairing and its covariance are those of the rows behind the answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from metrics.evaluate.trend_bounds import drift_study, event_study, trend_bounds_check
from metrics.inference.trend_bounds import relative_magnitudes
from metrics.scope import Scope
from tests.companies import asked, awkward

PERFORMANCE = catalogue()["performance"]


@pytest.mark.parametrize("where", [{}, {"category": "customers"}])
def test_the_average_after_pairing_and_its_variance_are_those_without_covariates(
    sample_session, where
):
    answer = evaluate(PERFORMANCE, sample_session, Scope.of(where))
    study = drift_study(sample_session, answer)
    headline = answer.unadjusted or answer.estimate
    assert study.effect == pytest.approx(headline.estimate, abs=1e-12)
    assert study.covariance[0, 0] == pytest.approx(headline.se**2, rel=1e-9)
    without = relative_magnitudes(study, 0.0)
    ends = headline.low, headline.high
    assert (without.ci_low, without.ci_high) == pytest.approx(ends, abs=1e-9)


def test_effects_and_influence_by_event_time_are_those_of_a_loop_over_the_rows(sample_session):
    answer = evaluate(PERFORMANCE, sample_session)
    study = event_study(sample_session, answer)
    rows = sample_session.rows("select person_id, g, t, treated, dy from difference")
    cells = defaultdict(lambda: ([], []))
    for _person, g, t, treated, dy in rows:
        cells[g, t][treated].append(dy)
    both = {cell: arms for cell, arms in cells.items() if all(arms)}
    for place, time in enumerate(study.times):
        at = {cell: arms for cell, arms in both.items() if cell[1] - cell[0] == time}
        n = {cell: len(arms[1]) for cell, arms in at.items()}
        effect = sum(
            n[cell] * (np.mean(arms[1]) - np.mean(arms[0])) for cell, arms in at.items()
        ) / sum(n.values())
        assert study.effects[place] == pytest.approx(effect, abs=1e-12)
        assert study.mentees[place] == sum(n.values())


def test_the_base_counts_the_periods_that_the_mentees_values_are_compared_with(sample_session):
    answer = evaluate(PERFORMANCE, sample_session)
    study = drift_study(sample_session, answer)
    values = defaultdict(list)
    for person, period, g in sample_session.rows("select person_id, period, g from observed"):
        if g is not None and g - 4 <= period <= g - 2:
            values[person].append(period - g)
    weight = defaultdict(float)
    for person, g, t in sample_session.rows(
        "select person_id, g, t from difference d where treated = 1 and t >= g and exists "
        "(select 1 from difference o where o.g = d.g and o.t = d.t and o.treated = 0)"
    ):
        del g, t
        for time in values[person]:
            weight[time] += 1 / len(values[person])
    total = sum(weight.values())
    assert study.base == pytest.approx({time: one / total for time, one in weight.items()})
    assert sum(study.after.values()) == pytest.approx(1)


def test_the_check_says_up_to_which_drift_the_sample_companys_gain_holds(sample_session):
    answer = evaluate(PERFORMANCE, sample_session)
    check = trend_bounds_check(PERFORMANCE, drift_study(sample_session, answer))
    assert 0 < check.values["multiple"] < 1
    assert check.values["low"] < 0 < check.values["high"]
    assert check.values["line_low"] > 0
    assert check.values["bend_low"] < check.values["line_low"]


def test_without_an_answer_there_is_no_study():
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        answer = evaluate(PERFORMANCE, session)
        assert drift_study(session, answer) is None
    assert trend_bounds_check(PERFORMANCE, None) is None

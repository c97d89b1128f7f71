"""What would show an effect: in numbers of mentees, of months, and of candidates drawn by lot."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.evaluate import PowerAnalysis, evaluate
from metrics.evaluate.power import power_analysis

METRICS = catalogue()
POWER = PowerAnalysis(n=100, se=0.5, df=60.0, per_month=5.0, horizon=24, sd=8.0)


def test_a_detectable_effect_takes_no_more_mentees():
    size = POWER.required_sample(POWER.detectable_effect)
    assert (size.mentees, size.months) == (100, 0)
    assert POWER.worthwhile_effect == pytest.approx(POWER.detectable_effect / 2)


def test_half_the_effect_takes_four_times_the_mentees_and_their_months():
    size = POWER.required_sample(POWER.worthwhile_effect)
    assert size.mentees == pytest.approx(400, abs=1)
    assert size.months == pytest.approx(60 + 24, abs=1)  # 300 more at five a month, then followed


def test_candidates_to_randomise_follow_from_the_spread_between_people():
    z = 1.959964 + 0.841621
    assert POWER.required_sample(2.0).candidates == pytest.approx(4 * z**2 * 8.0**2 / 2.0**2, abs=2)
    assert (
        PowerAnalysis(n=100, se=0.5, df=60.0, per_month=5.0, horizon=24)
        .required_sample(2.0)
        .candidates
        is None
    )


def test_without_a_pace_there_are_no_months():
    assert (
        PowerAnalysis(n=100, se=0.5, df=60.0, per_month=0.0, horizon=24).required_sample(0.1).months
        is None
    )


def test_the_power_analysis_of_retention_takes_spread_and_yearly_risk_from_the_curves(
    sample_session,
):
    answer = evaluate(METRICS["retention"], sample_session)
    found = power_analysis(sample_session, answer)
    others = np.concatenate([[1.0], answer.lines[1].survival])
    by_month = np.append(
        -np.diff(others[:24]), others[23]
    )  # the share whose months are 1, 2, ... 24
    months = np.arange(1, 25)
    mean = float(by_month @ months)
    assert found.sd == pytest.approx(float(np.sqrt(by_month @ (months - mean) ** 2)))
    for risk, line in zip(found.yearly, answer.lines, strict=True):
        assert (1 - risk) ** 2 == pytest.approx(line.survival[23])
    assert found.yearly[0] < found.yearly[1]


def test_the_power_analysis_of_a_panel_takes_the_spread_of_the_values_and_no_yearly_risk(
    sample_session,
):
    answer = evaluate(METRICS["performance"], sample_session)
    found = power_analysis(sample_session, answer)
    assert (found.sd, found.yearly) == (answer.spread, None)


def test_a_total_has_no_power_analysis(sample_session):
    assert (
        power_analysis(sample_session, evaluate(METRICS["mentoring_hours"], sample_session)) is None
    )

"""Published findings are sourced and graded, and where nothing causal is known that is said."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from metrics.value.published import (
    DESIGNS,
    GRADES,
    UNITS,
    expectation,
    studies,
    studies_about,
)


def test_every_finding_has_a_source_a_grade_and_a_design():
    for study in studies():
        assert (
            study.source
            and study.finding
            and study.grade in GRADES
            and study.design in DESIGNS
            and study.about
        )


def test_the_strongest_designs_come_first():
    causal = [study.causal for study in studies()]
    assert causal == sorted(causal, reverse=True)


def test_nothing_causal_is_published_for_four_of_the_five_categories():
    for category in ("customers", "risk", "social_media", "global"):
        assert not [study for study in studies_about(category) if study.causal]
    assert [study for study in studies_about("retention") if study.causal]


def test_every_effect_is_of_a_named_study_and_its_discount_is_explained():
    names = {study.name for study in studies()}
    for metric in ("retention", "performance"):
        known = expectation(metric)
        assert known.unit in UNITS and known.judgement and known.between_sd > 0
        for effect in known.effects:
            assert effect.study in names and effect.metric == metric
            assert effect.reported and effect.conversion and effect.judgement
            assert 0 <= effect.kept <= 1 and effect.kept_sd > 0 and effect.se > 0
    assert expectation("promotion") is None


def test_effects_on_leaving_follow_from_the_reported_shares():
    teachers, survey, vendor = expectation("retention").effects
    assert teachers.estimate == pytest.approx(log_ratio(0.699, 0.753), abs=5e-4)
    assert abs(teachers.estimate) / teachers.se == pytest.approx(norm.isf(0.208 / 2), abs=0.01)
    assert survey.estimate == pytest.approx(log_ratio(0.80, 0.64), abs=5e-4)
    variance = 2 * error_of(0.80, 1500, 0.64, 500)
    assert survey.se == pytest.approx(np.sqrt(variance), abs=1e-3)
    assert vendor.estimate == pytest.approx(log_ratio(0.72, 0.49), abs=5e-4)
    assert vendor.se == pytest.approx(np.sqrt(error_of(0.72, 900, 0.49, 6400)), abs=1e-3)


def test_effects_on_performance_follow_from_the_reported_figures():
    assigned, volunteers, coached = expectation("performance").effects
    assert assigned.estimate == pytest.approx(0.17 / 0.20)
    assert assigned.se == pytest.approx(np.sqrt(1 / 110 + 1 / 171), abs=5e-4)
    assert volunteers.estimate == 0
    assert volunteers.se == pytest.approx(np.sqrt(1 / 100 + 1 / 100), abs=5e-4)
    assert coached.estimate == 0.28


def test_no_difference_that_was_not_drawn_by_lot_is_kept_for_more_than_half():
    designs = {study.name: study for study in studies()}
    for metric in ("retention", "performance"):
        for effect in expectation(metric).effects:
            assert designs[effect.study].causal or effect.kept <= 0.5


def log_ratio(mentored: float, others: float) -> float:
    """The logarithm of a ratio of rates, from the shares that stayed equally long."""
    return float(np.log(np.log(mentored) / np.log(others)))


def error_of(mentored: float, n1: int, others: float, n0: int) -> float:
    """The variance of that logarithm by the delta method."""
    return sum(
        (1 - stayed) / (n * stayed * np.log(stayed) ** 2)
        for stayed, n in ((mentored, n1), (others, n0))
    )

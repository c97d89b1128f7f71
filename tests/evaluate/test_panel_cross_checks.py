"""A panel's cross-checks equal loops over the persons' values; on the sample company they support
the headline."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import similarity
from metrics.evaluate import evaluate, judge, panel_cross_checks
from metrics.evaluate.evidence import Evidence
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.verdict import CONTRADICTED
from metrics.inference.interval import Interval
from metrics.scope import Scope
from tests.companies import asked, awkward
from tests.evaluate.by_hand_panel import changes, estimated, kept

METRICS = catalogue()
TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())
WHERE = [{}, {"category": "peer"}, {"department": "Sales"}]


@contextmanager
def prepared(seed: int, where: dict):
    """A session as after an answer, with persons' values by period, their own g (None if never),
    and their mentor."""
    with asked(awkward(seed, people=150), as_of=date(2023, 12, 31)) as session:
        load_metric_rows(session, METRICS["performance"], {})
        comparison.set_role(session, "mentee")
        comparison.set_scope(session, Scope.of(where))
        comparison.panel_cells(session)
        y, own = defaultdict(dict), {}
        for person, period, value, g in session.rows(
            "select person_id, period, value, g from observed"
        ):
            y[person][period], own[person] = value, g
        paired = {
            person: (mentor, category)
            for person, mentor, category in session.rows(
                "select person_id, mentor_id, category from first_pairing"
            )
        }
        yield session, y, own, paired


CASES = {
    "never": {"base": (-2,), "times": range(4), "controls": "never"},
    "conventional": {"base": (-1,), "times": range(4), "controls": "not yet"},
    "placebo": {"base": (-6, -5, -4), "times": (-2,), "controls": "not yet"},
    "pretrend": {"base": (-2,), "times": (-4, -3), "controls": "not yet"},
}


@pytest.mark.parametrize("where", WHERE, ids=str)
@pytest.mark.parametrize("name", list(CASES))
def test_each_difference_equals_a_loop_over_persons(name, where):
    with prepared(21, where) as (session, y, own, paired):
        cells = changes(y, own, paired, where, **CASES[name])
        found = panel_cross_checks.from_differences(session, name)
    estimate, half = estimated(cells, paired)
    assert len(cells) >= 2
    assert found.estimate == pytest.approx(estimate, abs=1e-9)
    assert found.high - found.estimate == pytest.approx(half, rel=1e-9)


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_the_lagged_regression_equals_statsmodels_on_the_rows(where):
    with prepared(22, where) as (session, y, own, paired):
        people = similarity.ancova_moments(session)
        found = panel_cross_checks.lagged_regression(
            *(people[name] for name in ("dd", "dx", "xx", "dy", "xy"))
        )
        interval = panel_cross_checks.by_lagged_regression(session)
        cells = changes(y, own, paired, where, **CASES["conventional"])
    rows = [
        (i, person, d, y[person][g - 1], y[person][t])
        for i, ((g, t), arms) in enumerate(cells.items())
        for d, arm in ((1, arms[0]), (0, arms[1]))
        for person in arm
    ]
    cell, person, d, x, after = (np.array(column) for column in zip(*rows, strict=True))
    design = np.column_stack([d, x, cell[:, None] == np.arange(len(cells))]).astype(float)
    clusters = np.unique(
        [(paired.get(p) or (None,))[0] or f"own {p}" for p in person], return_inverse=True
    )[1]
    fitted = sm.OLS(after, design).fit(
        cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}
    )
    assert found.effect == interval.estimate == pytest.approx(fitted.params[0], abs=1e-9)
    mentors = panel_cross_checks.cluster_numbers(people["person_id"], people["cluster_id"])
    assert np.sqrt(np.sum(np.bincount(mentors, weights=found.influence) ** 2)) == pytest.approx(
        fitted.bse[0], rel=1e-8
    )
    assert interval.se > fitted.bse[0], "the leverage of few mentors widens it"


@pytest.mark.parametrize("treated", [1, 0])
def test_trimmed_means_equal_a_loop_over_the_sorted_differences(treated):
    with prepared(23, {}) as (session, y, own, paired):
        table = similarity.trimmed(session, treated=treated, share=0.37)
        cells = changes(y, own, paired, {}, base=(-4, -3, -2), times=range(4), controls="not yet")
    found = {
        (g, t, arm): (n, low, high)
        for g, t, arm, n, low, high in zip(
            *(table[c] for c in ("g", "t", "treated", "n", "low", "high")), strict=True
        )
    }
    assert any(low < high - 1e-6 for (_, _, arm), (_, low, high) in found.items() if arm == treated)
    for (g, t), arms in cells.items():
        for arm, values in ((1, list(arms[0].values())), (0, list(arms[1].values()))):
            share = 0.63 if arm == treated else 1.0
            expected = (
                len(values),
                kept(values, share, lowest=True),
                kept(values, share, lowest=False),
            )
            assert found[g, t, arm] == pytest.approx(expected, abs=1e-9)


def test_the_observed_are_counted_among_those_with_a_base_at_the_start_of_the_cohort():
    with prepared(24, {}) as (session, y, own, _):
        table = similarity.people_with_values(session)
        spells = session.rows("select person_id, entry_month, last_month from spell")
    there = defaultdict(set)
    for g in {int(g) for g in table["g"]}:
        there[g] = {
            p
            for p, first, last in spells
            if first <= 6 * g <= last and any(b in y.get(p, {}) for b in (g - 4, g - 3, g - 2))
        }
    gone = 0
    for g, t, treated, based, seen in zip(
        *(table[c] for c in ("g", "t", "treated", "based", "seen")), strict=True
    ):
        arm = {p for p in there[g] if (own[p] == g if treated else own[p] is None or own[p] > t)}
        assert (based, seen) == (len(arm), sum(t in y[p] for p in arm))
        gone += based - seen
    assert gone > 0


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_the_joint_test_equals_hotellings_on_a_loop_over_persons(where):
    with prepared(25, where) as (session, y, own, paired):
        p, df = panel_cross_checks.pre_trend(session)
        parts = [
            changes(y, own, paired, where, base=(-2,), times=(e,), controls="not yet")
            for e in (-4, -3)
        ]
    effects, held, psi = [], defaultdict(float), defaultdict(lambda: np.zeros(2))
    for column, cells in enumerate(parts):
        effects.append(estimated(cells, paired)[0])
        whole = sum(len(mentees) for mentees, _ in cells.values())
        for arms in cells.values():
            for sign, arm in ((1, arms[0]), (-1, arms[1])):
                for person, change in arm.items():
                    mentor = paired.get(person, (None,))[0]
                    cluster = ("mentor", mentor) if mentor else person
                    scale = len(arms[0]) / whole / len(arm)
                    psi[cluster][column] += sign * scale * (change - fmean(arm.values()))
                    held[cluster] += sign == 1
    share = {c: n / sum(held.values()) for c, n in held.items()}
    covariance = sum(np.outer(psi[c], psi[c]) / (1 - share[c]) ** 2 for c in psi)
    clusters = 1 / sum(s**2 for s in share.values()) - 1
    wald = np.array(effects) @ np.linalg.inv(covariance) @ effects
    assert df == pytest.approx(clusters)
    assert p == pytest.approx(
        stats.f.sf(wald * (clusters - 1) / (2 * clusters), 2, clusters - 1), rel=1e-6
    )


def test_the_joint_test_detects_a_rise_before_pairing_only_where_there_is_one(sample_session):
    evaluate(METRICS["performance"], sample_session)
    cells = panel_cross_checks.pre_trend_cells(sample_session)
    assert set(cells.t - cells.g) == {-4, -3}
    p, df = panel_cross_checks.pre_trend(sample_session)
    assert 0.05 < p < 1 and df > 10, "the sample company's ratings moved alike before pairing"
    sample_session.keep(
        "observed",
        "select person_id, period, value + case when g - period = 2 then 0.5 else 0 end "
        "as value, g, in_scope from observed",
        source="test",
    )
    assert panel_cross_checks.pre_trend(sample_session)[0] < 1e-4, "a rise from g-3 to g-2 is seen"


def test_on_the_sample_company_the_checks_support_the_headline_and_show_the_dip(sample_session):
    metric = METRICS["performance"]
    answer = evaluate(metric, sample_session)
    checks = {
        check.name: check
        for check in panel_cross_checks.cross_checks(sample_session, metric, answer)
    }
    assert set(checks) == set(panel_cross_checks.TITLES) == set(panel_cross_checks.MEANS)
    truth = TRUTH["performance"]["estimate"]
    for name in ("never_mentored", "lagged_ancova"):
        assert (
            checks[name].agrees and checks[name].estimate.low <= truth <= checks[name].estimate.high
        )
    usual = checks["conventional"]
    assert usual.estimate.high < truth, (
        "high scores before pairing fall back, and would be held against mentoring"
    )
    assert usual.agrees is None
    lee = checks["lee_bounds"]
    assert (
        lee.estimate.low
        < lee.values["lower"]
        < answer.estimate.estimate
        < lee.values["upper"]
        < lee.estimate.high
    )
    assert lee.values["of_mentees"] and 0 < lee.values["trimmed"] < 1
    assert checks["pre_trend"].estimate is None and checks["pre_trend"].values["p"] > 0.05
    assert lee.agrees and checks["pre_trend"].agrees


def test_a_rise_before_pairing_and_bounds_around_zero_contradict_the_headline(
    sample_session, monkeypatch
):
    metric = METRICS["performance"]
    answer = evaluate(metric, sample_session)
    monkeypatch.setattr(panel_cross_checks, "pre_trend", lambda *_: (0.04, 9.0))
    monkeypatch.setattr(
        panel_cross_checks, "_lee_bounds", lambda *_: (Interval(0.2, -0.1, 0.5, 0.1, 9.0), {})
    )
    found = {
        check.name: check
        for check in panel_cross_checks.cross_checks(sample_session, metric, answer)
    }
    assert found["pre_trend"].agrees is False and found["lee_bounds"].agrees is False
    verdict = judge(Evidence(answer, tuple(found.values())))
    assert verdict and verdict.word == CONTRADICTED
    unsure = replace(answer, estimate=Interval(0.2, -0.1, 0.5, 0.1, 9.0))
    again = {
        check.name: check
        for check in panel_cross_checks.cross_checks(sample_session, metric, unsure)
    }
    assert again["lee_bounds"].agrees is None, "there is nothing to explain away"


def test_the_placebo_finds_nothing_and_uses_no_value_after_the_last_but_one(sample_session):
    evaluate(METRICS["performance"], sample_session)
    found = panel_cross_checks.placebo(sample_session)
    assert not found.excludes_zero
    sample_session.keep(
        "observed",
        "select person_id, period, value + case when period >= g - 1 then 9 else 0 end "
        "as value, g, in_scope from observed",
        source="test",
    )
    again = panel_cross_checks.placebo(sample_session)
    assert again.estimate == pytest.approx(found.estimate, abs=1e-12)


def test_without_an_answer_and_for_time_to_event_there_are_no_panel_checks(sample_session):
    retention = METRICS["retention"]
    assert (
        panel_cross_checks.cross_checks(
            sample_session, retention, evaluate(retention, sample_session)
        )
        == ()
    )
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        few = evaluate(METRICS["performance"], session)
        assert (
            few.estimate is None
            and panel_cross_checks.cross_checks(session, METRICS["performance"], few) == ()
        )

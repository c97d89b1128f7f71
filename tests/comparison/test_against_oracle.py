"""The SQL gives what an independent computation in plain Python gives, to the ninth decimal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import comparison
from metrics.catalog import catalogue
from metrics.evaluate import adjusted_panel, evaluate, panel, raked_weights, time_to_event
from metrics.evaluate.answer import WITH_COVARIATES
from metrics.evaluate.rows import load_metric_rows
from metrics.inference.difference_in_differences import group_time_effects, overall_effect
from metrics.scope import Scope
from tests import oracle
from tests.companies import asked, awkward

AS_OF = date(2023, 12, 31)
METRICS = catalogue()
WHERE = [
    {},
    {"category": "peer"},
    {"department": "Sales"},
    {"location": "North", "category": "expert"},
]
seeds = st.integers(0, 10**6)


def close(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-9, abs=1e-9)


@given(seed=seeds, where=st.sampled_from(WHERE), notice=st.sampled_from([0, 0, 1, 3]))
def test_trials_cells_and_months_gained_agree(seed, where, notice):
    tables = awkward(seed)
    expected = oracle.retention(tables, as_of=AS_OF, where=where, notice=notice)
    with asked(tables, as_of=AS_OF, notice_months=notice) as session:
        if any(
            value not in comparison.values_of(session, column) for column, value in where.items()
        ):
            return
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope.of(where))
        raking = raked_weights.keep_matched(session)
        life, _, fates = comparison.trial_counts(session)
        kept = dict(session.rows("select arm, count(*) from matched group by arm"))
        assert (kept.get(0, 0), kept.get(1, 0)) == expected.matched_rows
        assert fates.get("matched", 0) == expected.matched_mentees
        if expected.rmst24 is None:
            return
        one, zero = (time_to_event.arm_curve(life, arm) for arm in (1, 0))
        assert all(map(close, one.at_risk, expected.curves[1].y)) and all(
            map(close, zero.events, expected.curves[0].d)
        )
        people = raked_weights.influence(
            session, raking, time_to_event.influence_coefficients(life, one, zero, 24)
        )
        intervals, _, _ = time_to_event.intervals(people, one, zero, 24)
    for name, same in (
        ("estimate", expected.rmst24),
        ("months_12", expected.rmst12),
        ("share_12", expected.s12),
    ):
        assert close(intervals[name].estimate, same.value)
        if same.variance < float("inf"):
            assert close(intervals[name].low, same.low) and close(intervals[name].high, same.high)


@given(seed=seeds, where=st.sampled_from(WHERE))
def test_group_time_effects_and_their_average_agree(seed, where):
    tables = awkward(seed)
    expected = oracle.performance(tables, as_of=AS_OF, review_cycle_months=6, where=where)
    with asked(tables, as_of=AS_OF) as session:
        if any(
            value not in comparison.values_of(session, column) for column, value in where.items()
        ):
            return
        load_metric_rows(session, METRICS["performance"], {})
        comparison.set_role(session, "mentee")
        comparison.set_scope(session, Scope.of(where))
        counts, _, fates = comparison.panel_cells(session)
        cells = group_time_effects(
            *(counts[n] for n in ("g", "t", "treated", "n", "total", "squares"))
        ).after
        found = {
            (int(g), int(t)): (n1, n0, att)
            for g, t, n1, n0, att in zip(
                cells.g, cells.t, cells.n1, cells.n0, cells.effect, strict=True
            )
        }
        assert set(found) == {(cell.g, cell.t) for cell in expected.cells}
        for cell in expected.cells:
            n1, n0, effect = found[cell.g, cell.t]
            assert (n1, n0) == (cell.n, cell.n_control) and close(effect, cell.att)
        if expected.att is None:
            return
        people = comparison.panel_influence(session, panel.influence_coefficients(cells))
        interval, _, _ = panel.interval(people, overall_effect(cells))
        with_covariates = adjusted_panel.adjusted_panel(session)
    assert close(interval.estimate, expected.att.value)
    if expected.att.variance < float("inf"):
        assert close(interval.low, expected.att.low) and close(interval.high, expected.att.high)

    agrees_with_covariates(with_covariates, expected.adjusted)


def agrees_with_covariates(found, expected) -> None:
    if expected.att is None:
        assert found is None
        return
    assert (found.mentees, found.controls) == (expected.mentees, expected.controls)
    assert found.left_out == expected.left_out
    assert found.interval.estimate == pytest.approx(expected.att.value, rel=1e-6, abs=1e-6)
    if expected.att.variance < float("inf"):
        half = found.interval.high - found.interval.estimate
        assert half == pytest.approx(expected.att.high - expected.att.value, rel=1e-5, abs=1e-6)


def test_the_sample_company_agrees_for_every_filter(sample_tables, sample_session):
    tables, company = sample_tables
    for where in (
        {},
        {"category": "customers"},
        {"department": "Sales"},
        {"gender": "f"},
        {"location": "Midden"},
    ):
        scope = Scope.of(where)
        answer = evaluate(METRICS["retention"], sample_session, scope)
        expected = oracle.retention(tables, as_of=company.as_of, where=where)
        assert answer.n_mentees == expected.matched_mentees
        for one, other in (
            (answer.estimate, expected.rmst24),
            (answer.companions["share_12"], expected.s12),
        ):
            assert (
                close(one.estimate, other.value)
                and close(one.low, other.low)
                and close(one.high, other.high)
            )
        answer = evaluate(METRICS["performance"], sample_session, scope)
        expected = oracle.performance(
            tables, as_of=company.as_of, review_cycle_months=6, where=where
        )
        assert close(answer.unadjusted.estimate, expected.att.value) and close(
            answer.unadjusted.high, expected.att.high
        )
        with_covariates = expected.adjusted
        assert answer.method == WITH_COVARIATES
        assert (answer.n_mentees, answer.n_controls) == (
            with_covariates.mentees,
            with_covariates.controls,
        )
        for name, other in (("estimate", "value"), ("low", "low"), ("high", "high")):
            same = getattr(with_covariates.att, other)
            assert getattr(answer.estimate, name) == pytest.approx(same, abs=1e-8)

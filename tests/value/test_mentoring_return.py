"""What mentoring returned in euros, checked by hand; no price from outside is ever part of it."""

from __future__ import annotations

import ast
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import Interval, evaluate
from metrics.value import hours_by_category, load_assumptions, measure_return
from metrics.value.mentoring_return import first_year_exits

METRICS = catalogue()
ROOT = Path(__file__).parents[2]


def worth(session, **own):
    assumptions = load_assumptions(own)
    stay, perform = (evaluate(METRICS[name], session) for name in ("retention", "performance"))
    return measure_return(
        session,
        stay=stay,
        perform=perform,
        hours=hours_by_category(session, assumptions)[0],
        assumptions=assumptions,
    )


def figures(measured) -> list[float]:
    spreads = (
        measured.retention,
        measured.performance,
        measured.gain,
        measured.time_cost,
        measured.coordinator_cost,
        measured.cost,
        measured.per_euro,
    )
    return [number for one in spreads for number in astuple(one)] + [measured.pays, measured.salary]


def test_the_median_of_the_draws_is_near_the_product_of_the_base_values(sample_session):
    fixed = {name: {"base": one.base} for name, one in load_assumptions().items()}
    measured = worth(sample_session, **fixed)
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    assumptions = load_assumptions(fixed)
    by_hand = (
        stay.companions["share_12"].estimate
        * stay.n_mentees
        * measured.salary
        * assumptions["replacement_cost"].base
    )
    assert measured.retention.median == pytest.approx(by_hand, rel=0.01)
    in_sd = perform.estimate.estimate / perform.spread * assumptions["score_validity"].base
    by_hand = in_sd * perform.n_mentees * measured.salary * assumptions["performance_value"].base
    assert measured.performance.median == pytest.approx(by_hand, rel=0.01)
    assert measured.cost.low95 == pytest.approx(measured.cost.high95)


def test_only_the_gap_after_twelve_months_is_priced_whatever_the_horizon(sample_session):
    assumptions = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, assumptions)[0]
    longer = replace(stay, estimate=Interval(9.0, 8.0, 10.0, 0.5, 40.0), lines=None)
    priced, same = (
        measure_return(
            sample_session, stay=one, perform=perform, hours=hours, assumptions=assumptions
        )
        for one in (stay, longer)
    )
    gap = first_year_exits(stay)
    assert stay.horizon == 24 and gap == stay.companions["share_12"]
    assert same.retention == priced.retention
    mentees, others = (line.survival for line in stay.lines)
    assert gap.estimate == pytest.approx(mentees[11] - others[11])
    assert abs(gap.estimate - (mentees[23] - others[23])) > 0.001


def test_the_same_question_gives_the_same_draws(sample_session):
    assert figures(worth(sample_session)) == pytest.approx(figures(worth(sample_session)), rel=1e-9)


def test_one_more_assumption_changes_no_figure(sample_session):
    assumptions = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, assumptions)[0]
    measured, more = (
        figures(
            measure_return(
                sample_session, stay=stay, perform=perform, hours=hours, assumptions=each
            )
        )
        for each in (
            assumptions,
            {"another": replace(assumptions["leaver_share"], name="another"), **assumptions},
        )
    )
    assert measured == more


def test_a_higher_replacement_cost_never_lowers_the_return(sample_session):
    low, high = (
        worth(sample_session, replacement_cost={"base": base}).per_euro.median
        for base in (0.2, 0.6)
    )
    assert high > low


def test_an_effect_that_cannot_be_determined_counts_as_nothing(sample_session):
    assumptions = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, assumptions)[0]
    unknown = replace(perform, estimate=None)
    measured = measure_return(
        sample_session, stay=stay, perform=unknown, hours=hours, assumptions=assumptions
    )
    assert measured.performance is None and measured.gain == measured.retention
    silent = replace(stay, estimate=None, companions={})
    assert (
        measure_return(
            sample_session, stay=silent, perform=unknown, hours=hours, assumptions=assumptions
        )
        is None
    )


def test_the_rate_from_outside_never_enters_what_mentoring_returned(sample_session):
    cheap, dear = (worth(sample_session, outside_rate={"base": base}) for base in (50, 500))
    assert figures(cheap) == pytest.approx(figures(dear), rel=1e-9)


def test_no_code_path_adds_a_price_from_outside_to_a_gain():
    """No function reads both a price from outside and a gain, so none can add them."""
    for path in sorted([*(ROOT / "metrics").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                named = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
                both = "outside" in named and {"gain", "retention", "performance"} & named
                assert not both, f"{path}: {ast.unparse(node)}"

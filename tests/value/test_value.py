"""Hours and effects in euros: checked by hand, and the two lenses never meet."""

from __future__ import annotations

import ast
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.evaluate import Interval, evaluate
from metrics.value import AssumptionError, hours_by_category, load_assumptions, measure_return
from metrics.value.draws import RETURN_DRAWS, draw_effect
from metrics.value.hours import hour_price_range
from metrics.value.mentoring_return import first_year_exits
from tests.companies import asked, drawn
from tests.conftest import TODAY

METRICS = catalogue()
ROOT = Path(__file__).parents[2]
DRAWN = drawn(
    staff="""
        person_id | hire_date  | department | annual_salary
        ann       | 2020-01-01 | sales      | 40000
        zed       | 2015-01-01 | sales      | 60000
    """,
    pairings="""
        pairing_id | mentor_id | mentee_id | category | start_date
        m1         | zed       | ann       | peer     | 2024-03-10
    """,
    meetings="""
        pairing_id | held_on    | minutes
        m1         | 2024-03-20 | 90
        m1         | 2024-04-20 | 30
    """,
    categories="""
        category | outside_rate_low | outside_rate | outside_rate_high
        peer     | 100              | 150          | 200
    """,
)


def test_two_hours_cost_what_a_hand_computation_says():
    of = load_assumptions()
    with asked(DRAWN, as_of=TODAY) as session:
        total, peer = hours_by_category(session, of)
    assert (total.hours, peer.hours, peer.pairings, peer.mentors) == (2.0, 2.0, 1, 1)
    assert (peer.outside.low, peer.outside.base, peer.outside.high) == (200, 300, 400)
    hour = (
        (40_000 + 60_000) * 1.08 * (1 + of["employer_charges"].base) / of["productive_hours"].base
    )
    assert peer.inside.base == pytest.approx(2 * hour)
    assert peer.inside.low < peer.inside.base < peer.inside.high


def test_a_category_without_a_rate_takes_the_assumption():
    of = load_assumptions({"outside_rate": {"base": 140}})
    with asked({**DRAWN, "categories": []}, as_of=TODAY) as session:
        assert hours_by_category(session, of)[1].outside.base == 280


def test_pay_that_is_not_known_takes_the_companys_mean_and_then_the_assumption():
    of = load_assumptions()
    unknown = [{**row, "annual_salary": None} for row in DRAWN["staff"]]
    with asked({**DRAWN, "staff": unknown}, as_of=TODAY) as session:
        price = hour_price_range(of["default_salary"].base, of)
        assert hours_by_category(session, of)[1].inside.base == pytest.approx(4 * price.base)


def test_without_meetings_there_is_nothing_to_price():
    with asked({**DRAWN, "meetings": []}, as_of=TODAY) as session:
        assert hours_by_category(session, load_assumptions()) == ()


def worth(session, **own):
    of = load_assumptions(own)
    stay, perform = (evaluate(METRICS[name], session) for name in ("retention", "performance"))
    return measure_return(
        session, stay=stay, perform=perform, hours=hours_by_category(session, of)[0], assumptions=of
    )


def figures(found) -> list[float]:
    spreads = (
        found.retention,
        found.performance,
        found.gain,
        found.time_cost,
        found.coordinator_cost,
        found.cost,
        found.per_euro,
    )
    return [number for one in spreads for number in astuple(one)] + [found.pays, found.salary]


def test_the_middle_of_the_draws_is_near_the_product_of_the_base_values(sample_session):
    fixed = {name: {"base": one.base} for name, one in load_assumptions().items()}
    found = worth(sample_session, **fixed)
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    of = load_assumptions(fixed)
    by_hand = (
        stay.companions["share_12"].estimate
        * stay.n_mentees
        * found.salary
        * of["replacement_cost"].base
    )
    assert found.retention.median == pytest.approx(by_hand, rel=0.01)
    in_sd = perform.estimate.estimate / perform.spread * of["score_validity"].base
    by_hand = in_sd * perform.n_mentees * found.salary * of["performance_value"].base
    assert found.performance.median == pytest.approx(by_hand, rel=0.01)
    assert found.cost.low95 == pytest.approx(found.cost.high95)


def test_only_the_gap_after_twelve_months_is_priced_whatever_the_horizon(sample_session):
    of = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, of)[0]
    longer = replace(stay, estimate=Interval(9.0, 8.0, 10.0, 0.5, 40.0), lines=None)
    priced, same = (
        measure_return(sample_session, stay=one, perform=perform, hours=hours, assumptions=of)
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
    of = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, of)[0]
    found, more = (
        figures(
            measure_return(
                sample_session, stay=stay, perform=perform, hours=hours, assumptions=each
            )
        )
        for each in (of, {"another": replace(of["leaver_share"], name="another"), **of})
    )
    assert found == more


def test_a_higher_replacement_cost_never_lowers_the_return(sample_session):
    low, high = (
        worth(sample_session, replacement_cost={"base": base}).per_euro.median
        for base in (0.2, 0.6)
    )
    assert high > low


def test_an_effect_that_cannot_be_told_counts_as_nothing(sample_session):
    of = load_assumptions()
    stay, perform = (
        evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    )
    hours = hours_by_category(sample_session, of)[0]
    unknown = replace(perform, estimate=None)
    found = measure_return(sample_session, stay=stay, perform=unknown, hours=hours, assumptions=of)
    assert found.performance is None and found.gain == found.retention
    silent = replace(stay, estimate=None, companions={})
    assert (
        measure_return(sample_session, stay=silent, perform=unknown, hours=hours, assumptions=of)
        is None
    )


def test_the_rate_from_outside_never_enters_what_mentoring_returned(sample_session):
    cheap, dear = (worth(sample_session, outside_rate={"base": base}) for base in (50, 500))
    assert figures(cheap) == pytest.approx(figures(dear), rel=1e-9)


def test_no_code_path_adds_the_two_lenses():
    """No function reads both a price from outside and a gain, so none can add them."""
    for path in sorted([*(ROOT / "metrics").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                named = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
                both = "outside" in named and {"gain", "retention", "performance"} & named
                assert not both, f"{path}: {ast.unparse(node)}"


def test_draws_stay_between_low_and_high_and_favour_the_base():
    one = load_assumptions()["replacement_cost"]
    draws = one.draws(np.random.default_rng(1), RETURN_DRAWS)
    assert one.low <= draws.min() and draws.max() <= one.high
    assert draws.mean() == pytest.approx((one.low + 4 * one.base + one.high) / 6, rel=0.02)


def test_a_companys_own_value_says_so_and_a_wrong_one_is_a_sentence():
    own = load_assumptions({"outside_rate": {"base": 140}})["outside_rate"]
    assert (own.low, own.base, own.high, own.grade, own.source) == (
        140,
        140,
        140,
        "judgement",
        "stated by the company",
    )
    with pytest.raises(AssumptionError, match="must be in that order"):
        load_assumptions({"outside_rate": {"low": 200, "base": 100, "high": 300}})
    with pytest.raises(AssumptionError, match="There is no assumption 'pizza'"):
        load_assumptions({"pizza": {"base": 1}})


def test_every_shipped_number_has_a_source_and_a_grade():
    for one in load_assumptions().values():
        assert one.source and one.unit and one.meaning and one.grade


def test_effects_are_drawn_around_their_estimate():
    draws = draw_effect(2.0, 1.0, 40.0, np.random.default_rng(3), RETURN_DRAWS)
    assert draws.mean() == pytest.approx(2.0, abs=0.02)
    assert np.quantile(draws, 0.975) == pytest.approx(3.0, abs=0.05)


def test_with_fewer_than_three_degrees_of_freedom_the_interval_still_holds_95_percent():
    draws = draw_effect(2.0, 1.0, 1.0, np.random.default_rng(3), RETURN_DRAWS)
    assert np.mean(np.abs(draws - 2.0) <= 1.0) == pytest.approx(0.95, abs=0.005)
    assert draws.mean() == pytest.approx(2.0, abs=0.02)

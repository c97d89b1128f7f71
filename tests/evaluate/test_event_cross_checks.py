"""Cross-checks for time to event: equal to loops in plain Python, near the truth, and silent where
nothing is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics import comparison
from metrics.catalog import catalogue
from metrics.comparison import cross_checks as steps
from metrics.evaluate import (
    doubly_robust,
    evaluate,
    event_cross_checks,
    exit_causes,
    time_to_event,
)
from metrics.evaluate.event_cross_checks import cross_checks
from metrics.evaluate.evidence import agreement
from metrics.i18n import locale_for
from metrics.inference.interval import Interval
from metrics.scope import Scope
from tests.companies import asked, awkward, drawn
from tests.evaluate import by_hand

METRICS = catalogue()
RETENTION = METRICS["retention"]
AS_OF = date(2023, 12, 31)
TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())[
    "retention"
]
few = settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
where = st.sampled_from([{}, {"category": "peer"}])
NOBODY = Interval(0.0, 0.0, 0.0, 0.0, 1.0)


def close(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-9, abs=1e-9)


@few
@given(seed=st.integers(0, 10**6), where=where)
def test_person_months_and_their_events_are_counted_as_by_hand(seed, where):
    tables = awkward(seed)
    with asked(tables, as_of=AS_OF) as session:
        evaluate(RETENTION, session, Scope.of(where))
        steps.follow_months(session)
        found = steps.rate_strata(session)
    counted = sorted(zip(*(found[name].tolist() for name in ("d1", "n1", "d0", "n0")), strict=True))
    assert counted == by_hand.strata(tables, AS_OF, where.get("category"))
    assert counted


@few
@given(seed=st.integers(0, 10**6), where=where)
def test_months_lost_per_cause_are_those_by_hand_and_add_up_to_the_months_gained(seed, where):
    tables = awkward(seed, people=120)
    with asked(tables, as_of=AS_OF) as session, pytest.MonkeyPatch.context() as patch:
        for least in ("FEWEST_OF_CAUSE", "FEWEST_APART"):
            patch.setattr(exit_causes, least, 0)
        evaluate(RETENTION, session, Scope.of(where))
        parts = exit_causes.by_cause(session, 24)
        curves = {
            arm: time_to_event.arm_curve(comparison.trial_counts(session)[0], arm) for arm in (0, 1)
        }
    apart = ("voluntary", "dismissal")
    expected = by_hand.lost(tables, AS_OF, where, apart)
    assert {part.name for part in parts} == set(exit_causes.TITLES)
    for part in parts:
        if part.name in (*apart, "other_causes"):
            cause = part.name if part.name in apart else "other"
            assert close(part.values["lost_mentees"], expected[1, cause])
            assert close(part.values["lost_others"], expected[0, cause])
    gained = curves[1].rmst(24) - curves[0].rmst(24)
    assert close(sum(part.estimate.estimate for part in parts), gained)


@few
@given(seed=st.integers(0, 10**6), where=where)
def test_censoring_weights_are_those_by_hand(seed, where):
    tables = awkward(seed)
    with asked(tables, as_of=AS_OF) as session:
        if not evaluate(RETENTION, session, Scope.of(where)).n_mentees:
            return
        steps.follow_months(session)
        found = event_cross_checks.by_censoring_weights(session, NOBODY, 24)
    expected = by_hand.later_pairing(tables, AS_OF, where)
    assert close(found.estimate.estimate, expected["estimate"])
    assert close(found.estimate.se**2, expected["interval"].variance)
    assert close(found.estimate.high - found.estimate.estimate, expected["interval"].high)
    assert close(found.values["later_paired"], expected["share"])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_adjusted_months_gained_are_those_by_row(seed, monkeypatch):
    monkeypatch.setattr(doubly_robust, "MARGINS", ("department", "grade"))
    tables = awkward(seed)
    with asked(tables, as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        found = event_cross_checks.by_doubly_robust(session, NOBODY, 24).estimate
    expected = by_hand.adjusted(tables, AS_OF, {})
    assert (found.estimate, found.low) == pytest.approx((expected.value, expected.low), abs=1e-5)
    assert found.se**2 == pytest.approx(expected.variance, rel=1e-5)


def test_on_the_sample_company_all_cross_checks_support_the_planted_effect(sample_session):
    answer = evaluate(RETENTION, sample_session)
    found = {check.name: check for check in cross_checks(sample_session, RETENTION, answer)}
    ratio = found["rate_ratio"].estimate
    assert (
        0.35 < ratio.estimate < 0.7 and ratio.high < 1 and found["rate_ratio"].values["p"] < 0.001
    )
    weighted = found["later_pairing"]
    assert weighted.estimate.low <= TRUTH["estimate"] <= weighted.estimate.high and weighted.agrees
    assert 0 < weighted.values["later_paired"] < 0.2
    models = found["adjusted"]
    assert models.estimate.low <= TRUTH["estimate"] <= models.estimate.high and models.agrees
    assert models.values["mentees"] >= answer.n_mentees
    parts = [found[name] for name in exit_causes.TITLES if name in found]
    assert [part.name for part in parts] == ["voluntary", "other_causes"]
    assert all(min(part.values["mentees"], part.values["others"]) >= 5 for part in parts)
    assert sum(part.estimate.estimate for part in parts) == pytest.approx(
        answer.estimate.estimate, abs=1e-9
    )
    lost = {arm: sum(part.values[f"lost_{arm}"] for part in parts) for arm in ("mentees", "others")}
    assert all(0 < months < 24 for months in lost.values())
    assert lost["others"] - lost["mentees"] == pytest.approx(answer.estimate.estimate, abs=1e-9)


def test_a_category_is_compared_with_the_same_pool(sample_session):
    scope = Scope.of({"category": "customers"})
    answer = evaluate(RETENTION, sample_session, scope)
    found = {check.name: check for check in cross_checks(sample_session, RETENTION, answer)}
    assert found["rate_ratio"].values["mentee_months"] < 5557 / 2
    assert found["later_pairing"].agrees


def test_a_cause_is_apart_only_if_it_and_the_rest_have_enough_people():
    def apart(**people) -> tuple[str, ...]:
        return exit_causes.causes_apart(people)

    two = ("voluntary", "dismissal")
    assert apart(voluntary=(90, 20), dismissal=(30, 12), retirement=(30, 11)) == two
    assert apart(voluntary=(90, 20), dismissal=(30, 12), unknown=(10, 10)) == two
    assert apart(voluntary=(90, 20), dismissal=(30, 12), unknown=(10, 9)) == ("voluntary",)
    assert apart(voluntary=(90, 20), dismissal=(30, 9), death=(30, 1)) == ("voluntary",)
    assert apart(voluntary=(90, 20), dismissal=(30, 4)) == apart(voluntary=(9, 4)) == apart() == ()


def test_a_move_is_not_split_by_why_people_leave(sample_session):
    promotion = METRICS["promotion"]
    answer = evaluate(promotion, sample_session)
    for one in (answer, replace(answer, estimate=None)):
        found = {check.name for check in cross_checks(sample_session, promotion, one)}
        assert "later_pairing" in found and not found & set(exit_causes.TITLES)


def test_without_a_headline_no_cross_check_has_an_estimate(sample_session):
    answer = replace(evaluate(RETENTION, sample_session), estimate=None)
    found = cross_checks(sample_session, RETENTION, answer)
    causes = {"voluntary", "other_causes"}
    assert {check.name for check in found} == set(event_cross_checks.TITLES) - {"matched"} | causes
    for check in found:
        assert check.estimate is None and check.agrees is None and check.values["reason"]


def test_with_few_events_the_reason_is_a_sentence_and_no_figure(sample_session, monkeypatch):
    answer = evaluate(RETENTION, sample_session)
    monkeypatch.setattr(event_cross_checks, "FEWEST_EVENTS", 10_000)
    monkeypatch.setattr(exit_causes, "FEWEST_OF_CAUSE", 10_000)
    for check in cross_checks(sample_session, RETENTION, answer):
        if check.name not in ("later_pairing", "exact_cells", "adjusted"):
            assert check.estimate is None
            assert "10000" in locale_for("en")(check.values["reason"], **check.values)


def test_the_rate_ratio_requires_events_over_both_groups_together(sample_session, monkeypatch):
    evaluate(RETENTION, sample_session)
    steps.follow_months(sample_session)
    found = event_cross_checks.rate_ratio(sample_session, NOBODY)
    together = found.values["mentees"] + found.values["others"]
    assert found.estimate and found.values["mentees"] < together / 2
    for least, told in ((together, True), (together + 1, False)):
        monkeypatch.setattr(event_cross_checks, "FEWEST_EVENTS", least)
        assert bool(event_cross_checks.rate_ratio(sample_session, NOBODY).estimate) is told


def test_a_panel_has_other_checks(sample_session):
    metric = METRICS["performance"]
    assert cross_checks(sample_session, metric, evaluate(metric, sample_session)) == ()


def test_the_month_of_pairing_is_not_yet_exposed_and_the_band_stays_that_of_the_pairing():
    tables = drawn(
        staff="""
            person_id | hire_date  | exit_date  | department
            ann       | 2021-01-01 | 2021-06-15 | Sales
            bob       | 2021-01-01 |            | Sales
            zoe       | 2021-01-01 |            | Sales
        """,
        reviews="""
            person_id | review_date | score
            ann       | 2021-02-10  | 3
            bob       | 2021-02-10  | 3
            ann       | 2021-04-10  | 5
            bob       | 2021-04-10  | 3
        """,
        pairings="""
            pairing_id | mentor_id | mentee_id | category | start_date | end_date
            q          | zoe       | ann       | peer     | 2021-03-20 | 2021-12-31
        """,
    )
    with asked(tables, as_of=date(2021, 8, 31)) as session:
        evaluate(RETENTION, session)
        steps.follow_months(session)
        months = session.rows(
            "select month - 2021 * 12 + 1, exposed, band from employed_month "
            "where person_id = 'ann' order by month"
        )
        strata = steps.rate_strata(session)
    of_three = 1  # the lower of the two scores there are
    assert months == [(4, 1, of_three), (5, 1, of_three), (6, 1, of_three)]
    assert (strata["d1"].sum(), strata["n1"].sum(), strata["d0"].sum(), strata["n0"].sum()) == (
        1,
        3,
        0,
        3,
    )


@pytest.mark.parametrize(("hired", "strata"), [("2021-04-01", 3), ("2021-07-01", 0)])
def test_people_are_compared_in_the_same_month_only(hired, strata):
    tables = drawn(
        staff=f"""
            person_id | hire_date  | exit_date  | department
            ann       | 2021-01-01 | 2021-06-15 | Sales
            bob       | {hired}    |            | Sales
        """,
        pairings="""
            pairing_id | mentor_id | mentee_id | category | start_date | end_date
            q          |           | ann       | peer     | 2021-03-20 | 2021-12-31
        """,
    )
    with asked(tables, as_of=date(2021, 12, 31)) as session:
        evaluate(RETENTION, session)
        steps.follow_months(session)
        assert len(steps.rate_strata(session)["n1"]) == strata


@pytest.mark.parametrize(
    ("headline", "other", "expected"),
    [
        ((1, 3), (2, 4), True),
        ((1, 3), (-1, 2), True),
        ((1, 3), (4, 5), False),
        ((1, 3), (-3, -1), False),
        ((-1, 1), (2, 3), False),
    ],
)
def test_two_estimates_agree_where_their_intervals_overlap(headline, other, expected):
    one, two = (Interval(sum(ends) / 2, *ends, 1.0, 9.0) for ends in (headline, other))
    assert agreement(one, two) is expected
    assert agreement(two, one) is expected


def test_on_another_scale_only_opposite_signs_contradict():
    sure, opposite, unsure = (
        Interval(sum(e) / 2, *e, 1.0, 9.0) for e in ((1, 3), (-0.3, -0.1), (-0.1, 0.2))
    )
    assert agreement(sure, opposite, same_scale=False) is False
    assert agreement(sure, unsure, same_scale=False) is None
    assert agreement(None, sure) is None and agreement(sure, None) is None

"""The simulation tells what is right from what is wrong, and its fast subset meets wide bars."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.calibration import truth
from tests.calibration.companies import company_rows
from tests.calibration.company import simulate
from tests.calibration.people import NEVER, Company, People, Scenario
from tests.calibration.run import HEADLINE, NAIVE, PERFORMANCE, RETENTION, SEED, Product, answered
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.summary import BAR_BIAS, summarise

COMPANIES = 8
FAST = ("high rated selected, no effect", "low rated selected")


@pytest.fixture(scope="module")
def product():
    return Product()


@pytest.fixture(scope="module")
def lines(product):
    """How naive comparison and headline did in the fast subset, by scenario, metric and figure."""
    rows = []
    for name in FAST:
        for number in range(100, 100 + COMPANIES):  # beyond those with a verdict, which take longer
            drawn = product.load(name, number, SEED)
            rows += [
                row
                for metric in (RETENTION, PERFORMANCE)
                for row in answered(product, drawn, metric).rows
            ]
    return {(one.scenario.name, one.quantity, one.figure): one for one in summarise(rows)}


def test_the_naive_comparison_finds_an_effect_that_does_not_exist(lines):
    naive = lines[FAST[0], RETENTION, NAIVE]
    assert abs(naive.truth) < 1e-9 and naive.bias.value > 3 and naive.sure.value == 1
    assert lines[FAST[0], PERFORMANCE, NAIVE].bias.value > 0.2


@pytest.mark.parametrize("scenario", FAST)
@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE])
def test_the_headline_is_near_the_truth_and_its_interval_honest(lines, scenario, metric):
    headline = lines[scenario, metric, HEADLINE]
    assert headline.told.value == 1
    assert abs(headline.bias.value) < BAR_BIAS[metric] + 4 * headline.bias.error
    assert headline.coverage.value >= 0.7
    assert 0.5 < headline.half_width / 1.96 / headline.sd < 2
    assert lines[scenario, metric, NAIVE].coverage.value < 0.6


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE])
def test_the_headline_does_not_depend_on_who_was_selected(lines, metric):
    high, low = (lines[scenario, metric, HEADLINE].bias for scenario in FAST)
    assert abs(high.value - low.value) < 3 * np.hypot(high.error, low.error)
    high, low = (lines[scenario, metric, NAIVE].bias for scenario in FAST)
    assert abs(high.value - low.value) > 3 * np.hypot(high.error, low.error)


@pytest.mark.parametrize("metric", [RETENTION, PERFORMANCE])
def test_without_an_effect_the_headline_is_seldom_significant(lines, metric):
    assert lines[FAST[0], metric, HEADLINE].sure.value <= 0.34


def test_a_judged_company_has_verdicts_checks_controls_and_a_return(product):
    rows = company_rows(product, "people relocate, no effect", 0)
    by_figure = {(row.quantity, row.figure): row for row in rows}
    assert len(by_figure) == len(rows)
    assert all(by_figure[metric, HEADLINE].word for metric in (RETENTION, PERFORMANCE))
    assert (RETENTION, "control: negative_control") in by_figure  # the moves to another place
    assert (RETENTION, "check: two models") in by_figure
    paid = by_figure["return", "per euro"]
    assert paid.truth == pytest.approx(0, abs=1e-9) and paid.low < paid.estimate < paid.high
    assert [row.word for row in company_rows(product, "small company", 299) if row.word] == []


def test_the_same_company_gives_the_same_figures_however_often_and_after_whichever(product):
    first = company_rows(product, "small company", 200)
    company_rows(product, "low rated selected", 200)
    for one, again in zip(first, company_rows(product, "small company", 200), strict=True):
        assert (one.figure, one.method, one.n) == (again.figure, again.method, again.n)
        assert (one.truth, one.estimate, one.low) == pytest.approx(
            (again.truth, again.estimate, again.low), rel=1e-9
        )


@pytest.mark.slow
def test_programmes_have_holm_intervals_and_a_portfolio_whose_promise_is_compared(product):
    rows = company_rows(product, "four programmes that differ", 0)
    figures = {(row.quantity, row.figure) for row in rows}
    assert {(RETENTION, "Holm: a group"), (PERFORMANCE, "Holm: all groups")} <= figures
    promised = next(row for row in rows if row.quantity == "portfolio")
    assert np.isfinite([promised.truth, promised.estimate]).all() and promised.n > 0


def test_every_scenario_is_called_what_it_is_asked_for_by():
    assert all(scenario.name == name for name, scenario in SCENARIOS.items())


def one_mentee(**effect) -> tuple[Company, Scenario]:
    """A junior colleague of average ability, hired four years before, who is mentored from month
    10."""
    people = People(np.array([-38]), np.array([1]), np.array([0]), np.array([0.0]))
    at = (np.array([10]), np.array([NEVER]), np.array([0]))
    return Company(people, *at, (), np.array([0]), np.array([False])), Scenario("one", **effect)


RATE = 0.022 * 0.7


def months_at(ratio: float, horizon: int = 24) -> float:
    return sum((1 - RATE * ratio) ** k for k in range(horizon))


def gained(company: Company, scenario: Scenario, horizon: int = 24) -> float:
    return truth.months_gained(company, scenario, np.array([0]), horizon)


def test_the_truth_is_the_closed_form_where_the_chance_of_leaving_is_constant():
    company, scenario = one_mentee(hazard_ratio=0.5)
    assert gained(company, scenario) == pytest.approx(months_at(0.5) - months_at(1), rel=1e-12)
    share = truth.share_gained(company, scenario, np.array([0]), 12)
    assert share == pytest.approx((1 - RATE / 2) ** 12 - (1 - RATE) ** 12, rel=1e-12)


def test_the_truth_averages_over_the_mentors_that_a_mentee_could_have_had():
    company, scenario = one_mentee(hazard_ratio=0.5, mentor_hazard_sd=0.3)
    ratios = 0.5 * np.exp(0.3 * np.random.default_rng(1).normal(size=200_000))
    expected = np.mean(months_at(ratios, 12)) - months_at(1, 12)
    assert gained(company, scenario, 12) == pytest.approx(expected, abs=1e-3)


def test_the_truth_of_a_later_pairing_is_that_of_its_own_larger_effect():
    company, scenario = one_mentee(hazard_ratio=0.5, later_is_better=True)
    size = 2 * (10 - 6) / (60 - 6)
    assert gained(company, scenario) == pytest.approx(months_at(0.5**size) - months_at(1))


def test_the_truth_of_a_programme_is_that_of_its_own_effect():
    company, scenario = one_mentee(hazard_ratio=0.5, groups="category", categories=2)
    own = np.array([[-0.3, 9.0], [0.1, 9.0]])
    one = replace(company, group_effects=own)
    assert gained(one, scenario) == pytest.approx(months_at(0.5 * np.exp(-0.3)) - months_at(1))


def simulated_months(scenario: Scenario, *, ratio: float, runs: int = 40_000) -> float:
    """Months employed of 24, by drawing whether the mentee, of department 1, and the mentor leave,
    and whether the mentee moves."""
    rng = np.random.default_rng(4)
    exits = np.array([0.8, 1.0, 1.25]) * RATE
    department, there = np.full(runs, 1), np.ones(runs, bool)
    mentor = rng.random(runs) >= (RATE if scenario.staff_mentors else 0)
    months = np.zeros(runs)
    for _month in range(24):
        moves = rng.random(runs) < scenario.moves
        department = np.where(moves, (department + rng.integers(1, 3, runs)) % 3, department)
        months += there
        there &= rng.random(runs) >= exits[department] * np.where(mentor, ratio, 1.0)
        mentor &= rng.random(runs) >= (RATE if scenario.staff_mentors else 0)
    return float(months.mean())


@pytest.mark.parametrize("changed", [{"moves": 0.1}, {"staff_mentors": True}], ids=str)
def test_the_truth_is_the_mean_over_moves_and_over_when_the_mentor_leaves(changed):
    company, scenario = one_mentee(hazard_ratio=0.3, **changed)
    if scenario.staff_mentors:
        two = People(*(np.repeat(getattr(company.people, name), 2)
                       for name in ("hired", "department", "grade", "ability")))  # fmt: skip
        company = replace(company, people=two, paired=np.array([10, NEVER]),
                          mentor=np.array([0, 0]), staff_mentor=np.array([1, -1]))  # fmt: skip
    drawn = simulated_months(scenario, ratio=0.3) - simulated_months(scenario, ratio=1.0)
    assert gained(company, scenario) == pytest.approx(drawn, abs=0.12)
    assert gained(company, scenario) > 0


def test_simulated_mentees_leave_at_the_rate_of_their_hazards():
    scenario = Scenario("large", people=20_000, layoff=True)
    company = simulate(scenario, np.random.default_rng(3))
    mentees = company.people.of(company.paired < NEVER)
    paired, left = (months[company.paired < NEVER] for months in (company.paired, company.left))
    at_risk = [(paired < month) & (left >= month) for month in range(60)]
    expected = (
        sum(np.sum(mentees.exit_rate(m, scenario)[there]) for m, there in enumerate(at_risk)) * 0.6
    )
    seen = np.sum((left < NEVER) & (left > paired))
    assert abs(seen - expected) < 4 * np.sqrt(expected)


def test_mentors_who_are_staff_are_never_mentees_and_are_there_when_a_pairing_begins():
    company = simulate(SCENARIOS["mentors are staff and leave"], np.random.default_rng(3))
    mentees = np.flatnonzero(company.paired < NEVER)
    mentors = company.staff_mentor[mentees]
    assert (mentors >= 0).all() and not set(mentors) & set(mentees)
    assert (company.left[mentors] >= company.paired[mentees]).all()
    assert (company.left[mentors] < NEVER).any()


def test_people_who_move_are_where_the_positions_say():
    company = simulate(SCENARIOS["people move between departments"], np.random.default_rng(3))
    start = company.people.department
    end = company.department_in(np.full(len(start), 59))
    assert 0.2 < np.mean(start != end) < 0.6

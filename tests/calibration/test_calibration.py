"""The simulation tells what is right from what is wrong, and its fast subset meets wide bars."""

from __future__ import annotations

import numpy as np
import pytest

from tests.calibration import __main__ as command
from tests.calibration import truth
from tests.calibration.company import NEVER, Company, People, Scenario, simulate
from tests.calibration.run import Product, Record
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.summary import BAR_POINTS, summarise, table

SETS, SEED = 20, 1
FAST = ("high rated selected, no effect", "low rated selected")


@pytest.fixture(scope="module")
def results():
    """How each estimator did in the fast subset, by scenario, metric and estimator."""
    product = Product()
    records = [
        r for name in FAST for number in range(SETS) for r in product.records(name, number, SEED)
    ]
    return {(one.scenario.name, one.metric, one.estimator): one for one in summarise(records)}


def test_the_naive_comparison_finds_an_effect_that_does_not_exist(results):
    naive = results[FAST[0], "retention", "naive"]
    assert abs(naive.truth) < 1e-9 and naive.bias.value > 3 and naive.rejects_zero.value == 1
    assert results[FAST[0], "performance", "naive"].bias.value > 0.2


@pytest.mark.parametrize("scenario", FAST)
@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_the_headline_is_near_the_truth_and_its_interval_honest(results, scenario, metric):
    headline = results[scenario, metric, "headline"]
    bar = headline.scenario.bar_months if metric == "retention" else BAR_POINTS
    assert headline.told.value == 1
    assert abs(headline.bias.value) < bar + 4 * headline.bias.error
    assert headline.coverage.value >= 0.8
    assert 0.6 < headline.mean_se.value / headline.sd.value < 1.7
    assert results[scenario, metric, "naive"].coverage.value < 0.6


@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_the_headline_does_not_depend_on_who_was_selected(results, metric):
    high, low = (results[scenario, metric, "headline"].bias for scenario in FAST)
    assert abs(high.value - low.value) < 3 * np.hypot(high.error, low.error)
    high, low = (results[scenario, metric, "naive"].bias for scenario in FAST)
    assert abs(high.value - low.value) > 3 * np.hypot(high.error, low.error)


@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_without_an_effect_the_headline_is_seldom_significant(results, metric):
    assert results[FAST[0], metric, "headline"].rejects_zero.value <= 0.25


def one_mentee(**effect) -> tuple[Company, Scenario]:
    """A junior colleague of average ability, hired four years before, who is mentored from month
    10."""
    people = People(np.array([-38]), np.array([1]), np.array([0]), np.array([0.0]))
    at = (np.array([10]), np.array([NEVER]), np.array([0]))
    return Company(people, *at, (), np.array([0]), np.array([False])), Scenario("one", **effect)


def test_the_truth_is_the_closed_form_where_the_chance_of_leaving_is_constant():
    company, scenario = one_mentee(hazard_ratio=0.5)
    rate = 0.022 * 0.7
    expected = sum((1 - rate / 2) ** k - (1 - rate) ** k for k in range(24))
    assert truth.months_gained(company, scenario, np.array([0]), 24) == pytest.approx(
        expected, rel=1e-12
    )


def test_the_truth_averages_over_the_mentors_that_a_mentee_could_have_had():
    company, scenario = one_mentee(hazard_ratio=0.5, mentor_hazard_sd=0.3)
    ratios = 0.5 * np.exp(0.3 * np.random.default_rng(1).normal(size=200_000))
    rate = 0.022 * 0.7
    expected = np.mean(sum((1 - rate * ratios) ** k - (1 - rate) ** k for k in range(12)))
    assert truth.months_gained(company, scenario, np.array([0]), 12) == pytest.approx(
        expected, abs=1e-3
    )


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


def drawn(errors: list[float], se: float = 1.0, true: float = 0.0) -> list[Record]:
    """One record of the headline per error, each with an interval of two standard errors."""
    name = FAST[0]
    return [
        Record(
            name,
            1,
            i,
            "retention",
            "headline",
            true,
            true + e,
            true + e - 2 * se,
            true + e + 2 * se,
            se,
        )
        for i, e in enumerate(errors)
    ]


def test_a_bar_fails_only_when_its_monte_carlo_interval_excludes_it():
    rng = np.random.default_rng(5)
    noise = rng.normal(size=400)
    noise -= noise.mean()
    assert (
        summarise(drawn(list(noise + 0.20)))[0].judged == "pass"
    )  # 0.15 lies within 0.20 -/+ 0.10
    assert "bias" in summarise(drawn(list(noise + 0.30)))[0].judged
    assert summarise(drawn(list(noise), se=0.8))[0].judged == "FAIL: coverage, false alarms"
    assert summarise(drawn(list(noise), se=3.0))[0].judged == "FAIL: coverage"


def test_missing_answers_are_counted_as_missing():
    records = [*drawn([0.1, -0.1]), Record(FAST[0], 1, 2, "retention", "headline", 0.0)]
    one = summarise(records)[0]
    assert (one.sets, one.told.value, one.bias.value) == (3, pytest.approx(2 / 3), pytest.approx(0))
    assert "0.67 ± 0.27" in table([one], "retention")


def test_a_run_that_is_asked_for_again_continues_its_file(tmp_path, capsys):
    out = tmp_path / "sets.csv"
    asked = ["--out", str(out), "--scenario", "small company", "--seed", "3"]
    command.main([*asked, "--sets", "1"])
    first = out.read_text()
    command.main([*asked, "--sets", "2"])
    assert out.read_text().startswith(first)
    assert {(r.number, r.metric) for r in command.read(out)} == {
        (number, metric) for number in (0, 1) for metric in ("retention", "performance")
    }
    assert "| small company |" in capsys.readouterr().out
    again = Product().records("small company", 1, 3)
    kept = [r for r in command.read(out) if r.number == 1]
    assert [(r.estimator, r.truth, r.estimate) for r in kept] == [
        (r.estimator, pytest.approx(r.truth, nan_ok=True), pytest.approx(r.estimate, nan_ok=True))
        for r in again
    ]


def test_every_scenario_can_be_asked_for_by_name():
    assert all(scenario.name == name for name, scenario in SCENARIOS.items())
    assert command.arguments(["--scenario", *SCENARIOS]).scenario == list(SCENARIOS)

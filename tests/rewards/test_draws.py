"""The draws of an appraisal: reproducible, shared by scenarios, and the bars of the tornado."""

from __future__ import annotations

from dataclasses import astuple, replace

import numpy as np
import pytest

from metrics.rewards.model import appraise
from metrics.value import load_assumptions
from metrics.value.draws import EffectEstimate
from tests.rewards.round_company import FACTS, ROUND, SALES, cent, plan, scenario


def test_the_mean_of_the_draws_is_near_the_product_of_the_means():
    # PERT means: (low + 4 base + high) / 6; the gains are products of numbers drawn apart from each
    # other.
    assumptions = load_assumptions(
        {
            **ROUND,
            "replacement_cost": {"low": 0.21, "base": 0.33, "high": 0.75},
            "score_validity": {"low": 0.2, "base": 0.4, "high": 0.7},
        }
    )
    wide = replace(
        SALES, exits=EffectEstimate(0.05, 0.01, 30), score=EffectEstimate(0.25, 0.05, 30)
    )
    appraisal = appraise(
        scenario(draws=100_000, discount_rate=0.0),
        replace(FACTS, categories={"sales": wide}),
        assumptions,
    )
    gain = 10 * 40_000 * (0.05 * (0.21 + 1.32 + 0.75) / 6 + 0.25 * 0.4 * (0.2 + 1.6 + 0.7) / 6)
    assert appraisal.expected + appraisal.base["cost"] == pytest.approx(gain, rel=0.005)


def figures(appraisal) -> list[float]:
    spreads = [
        appraisal.net,
        appraisal.npv,
        appraisal.cost,
        appraisal.gain,
        appraisal.roi,
        appraisal.bcr,
        appraisal.payback_months,
    ]
    return [
        number
        for one in (*spreads, *(line.quantiles for line in appraisal.lines))
        for number in astuple(one)
    ] + [appraisal.pays, appraisal.evpi, appraisal.evsi]


def test_the_same_scenario_gives_the_same_figures_and_another_seed_others():
    one = scenario(plan("cash", 800, effect="company"), draws=2_000)
    first, again = (appraise(one, FACTS, load_assumptions()) for _ in range(2))
    assert figures(first) == pytest.approx(figures(again), rel=1e-9)
    assert appraise(replace(one, seed=7), FACTS, load_assumptions()).net != first.net


def test_two_scenarios_share_the_draws_of_the_numbers_they_share():
    usual, dearer = (
        appraise(
            scenario(plan(effect="company"), one_offs=extra, draws=500), FACTS, load_assumptions()
        )
        for extra in (0, 1_000)
    )
    assert np.subtract(astuple(usual.net), astuple(dearer.net)) == pytest.approx(1_000)


def test_tornado_bars_come_widest_first_with_the_base_between_their_ends():
    appraisal = appraise(scenario(plan("cash", 800, effect="company")), FACTS, load_assumptions())
    widths = [abs(bar.at_high - bar.at_low) for bar in appraisal.swings]
    assert widths == sorted(widths, reverse=True)
    assert {"score:", "exits:", "response:sales", "replacement_cost"} <= {
        bar.name for bar in appraisal.swings
    }
    for bar in appraisal.swings:
        if bar.name.startswith(
            "response:"
        ):  # more take part and more is paid: its middle may be best or worst
            continue
        assert (
            min(bar.at_low, bar.at_high) - 1e-6
            <= appraisal.base["npv"]
            <= max(bar.at_low, bar.at_high) + 1e-6
        )


def test_a_tornado_bar_is_the_net_present_value_with_that_number_at_its_ends():
    assumptions = load_assumptions(
        {**ROUND, "replacement_cost": {"low": 0.2, "base": 0.33, "high": 0.5}}
    )
    appraisal = appraise(scenario(discount_rate=0.0), FACTS, assumptions)
    (bar,) = appraisal.swings
    assert (bar.at_low, bar.at_high) == (cent(-4_164 - 0.13 * 20_000), cent(-4_164 + 0.17 * 20_000))


def test_every_end_of_the_tornado_is_the_appraisal_with_that_number_fixed():
    plans = scenario(plan("cash", 800, effect="company"))
    assumptions = load_assumptions()
    bars = [bar for bar in appraise(plans, FACTS, assumptions).swings if bar.name in assumptions]
    assert {"performance_years", "score_validity", "replacement_cost"} <= {b.name for b in bars}
    for bar in bars:
        for end, at_end in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            fixed = load_assumptions({bar.name: {"base": end}})
            assert appraise(plans, FACTS, fixed).base["npv"] == cent(at_end), bar.name

"""What is wrong with a scenario, field by field; empty where it can be appraised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf, isfinite

from metrics.i18n import N_
from metrics.rewards.scenario import (
    EFFECTS,
    LATER_YEARS,
    MOST_MONTHS,
    MOST_YEARS,
    PROFILES,
    WHEN,
    CategoryPlan,
    Fault,
    Scenario,
)
from metrics.rewards.tax_terms import (
    rates_for_plan,
    rates_for_scenario,
    tax_rules_of_year,
    year_list,
)
from metrics.value.assumptions import Assumption
from metrics.value.employer import USUAL, Employer
from metrics.value.reward_cost import FORMS, PAID
from metrics.value.tax import IN_SHORT, NO_RULES, TaxError, free_space, tax_rules

AMOUNT = N_("{value} is not a valid amount; enter zero or more.")
BETWEEN = N_("{value} is not between {low} and {high}.")
NEGATIVE = N_("{value} is negative; it must be zero or more.")
UNKNOWN_WORD = N_("'{value}' is not one of {known}.")
NO_POINTS = N_("The points of the precedent score card must not all be zero.")
NOT_PUBLISHED = N_(
    "Rewards given in {years} need tax rates that are not published yet: {rates}. No other "
    "year's rates replace them. Count fewer years, choose rewards that do not need these "
    "rates, or use the last known rates. The last is then your own judgement."
)

SHARES = (  # units of at most 1
    "share",
    "share a year",
    "share of people",
    "share of points",
    "share of employees",
)
SIGNED = ("standard deviations",)  # units of what may be a loss
LIMITS = {"productive_hours": (1.0, 8_784.0), "response_cash_step": (0.01, inf)}
POINTS = tuple(
    f"precedent_{name}" for name in ("repeated", "unwritten", "formula", "open", "circle", "cash")
)
RISING = (
    ("precedent_chance_low", "precedent_chance_middle", "precedent_chance_high"),
    ("precedent_middle_from", "precedent_high_from"),
)
Ends = tuple[float, float, float]


def appraisal_faults(
    scenario: Scenario, assumptions: Mapping[str, Assumption], employer: Employer = USUAL
) -> tuple[Fault, ...]:
    """Return everything for which the scenario cannot be appraised.

    `employer` is that of the facts, whose own rates may replace those of a tax year.
    """
    plain = scenario_faults(scenario)
    unknown = tuple(_unknown_assumptions(scenario, assumptions))
    if plain:
        return (*plain, *unknown)
    return (
        *unknown,
        *assumption_faults(scenario, assumptions),
        *_tax_faults(scenario, employer),
    )


def scenario_faults(scenario: Scenario) -> tuple[Fault, ...]:
    """Return what is wrong with the scenario's own fields."""
    return (
        *_settings_faults(scenario),
        *_cost_faults(scenario),
        *_duplicate_faults(scenario),
        *(fault for plan in scenario.categories for fault in _plan_faults(plan)),
        *_order_faults(scenario),
    )


def assumption_faults(
    scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> tuple[Fault, ...]:
    """Return a fault for each assumption in force that breaks the model.

    Below zero, a share above one, not finite, or a lower band of the precedent score card above a
    higher one. `scenario_faults` has checked that the scenario's own ends are in order.
    """
    ends: dict[str, Ends] = {
        name: (assumption.low, assumption.base, assumption.high)
        for name, assumption in assumptions.items()
    }
    ends |= {
        name: (low, base, high)
        for name, low, base, high in scenario.assumptions
        if name in assumptions
    }
    alone = tuple(
        fault
        for name, values in ends.items()
        for fault in _limit_faults(name, values, assumptions[name].unit)
    )
    return alone or tuple(_score_card_faults(ends))


def _settings_faults(scenario: Scenario) -> Iterator[Fault]:
    numbers: tuple[tuple[str, float, int, int], ...] = (
        ("years", scenario.years, 1, MOST_YEARS),
        ("discount_rate", scenario.discount_rate, 0, 1),
        ("draws", scenario.draws, 100, 10**6),
        ("seed", scenario.seed, 0, 2**63 - 1),
    )
    for place, value, low, high in numbers:
        if not low <= value <= high:
            yield Fault(place, BETWEEN, {"value": value, "low": low, "high": high})
    if scenario.tax_profile not in PROFILES:
        yield Fault(
            "tax_profile",
            N_("Unknown tax profile '{value}'. The profiles are: {known}."),
            {"value": scenario.tax_profile, "known": ", ".join(PROFILES)},
        )
    if scenario.later_years not in LATER_YEARS:
        yield Fault(
            "later_years",
            UNKNOWN_WORD,
            {"value": scenario.later_years, "known": ", ".join(LATER_YEARS)},
        )


def _cost_faults(scenario: Scenario) -> Iterator[Fault]:
    if scenario.one_offs < 0:
        yield Fault(
            "one_offs",
            N_("{value} euros is negative; costs must be zero or more."),
            {"value": scenario.one_offs},
        )
    elif not scenario.one_offs < inf:
        yield Fault("one_offs", AMOUNT, {"value": scenario.one_offs})
    if scenario.free_space_used is not None and not 0 <= scenario.free_space_used < inf:
        yield Fault("free_space_used", AMOUNT, {"value": scenario.free_space_used})


def _duplicate_faults(scenario: Scenario) -> Iterator[Fault]:
    names = [plan.category for plan in scenario.categories]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(
            f"categories.{name}", N_("{category} is in the scenario twice."), {"category": name}
        )


def _plan_faults(plan: CategoryPlan) -> Iterator[Fault]:
    at = f"categories.{plan.category}"
    reward = plan.reward
    amounts: tuple[tuple[str, float], ...] = (
        ("pairings", plan.pairings),
        ("hours", plan.hours),
        ("reward.amount", reward.amount),
        ("reward.least_checkins", reward.least_checkins),
        ("reward.years_before", reward.years_before),
    )
    for place, value in amounts:
        if not 0 <= value < inf:
            yield Fault(f"{at}.{place}", NEGATIVE if value < 0 else AMOUNT, {"value": value})
    if not 1 <= plan.months <= MOST_MONTHS:
        yield Fault(
            f"{at}.months",
            N_("{value} months is not between {low} and {high}."),
            {"value": plan.months, "low": 1, "high": MOST_MONTHS},
        )
    if not 0 <= reward.least_hours <= 1:
        yield Fault(
            f"{at}.reward.least_hours",
            N_("{value} is not a share between 0 and 1."),
            {"value": reward.least_hours},
        )
    for place, word, known in (
        ("reward.form", reward.form, FORMS),
        ("reward.when", reward.when, WHEN),
        ("reward.paid", reward.paid, PAID),
        ("effect", plan.effect, EFFECTS),
    ):
        if word not in known:
            yield Fault(f"{at}.{place}", UNKNOWN_WORD, {"value": word, "known": ", ".join(known)})


def _order_faults(scenario: Scenario) -> Iterator[Fault]:
    for name, low, base, high in scenario.assumptions:
        if not low <= base <= high:
            yield Fault(
                f"assumptions.{name}",
                N_("Low {low}, base {base} and high {high} must be in that order."),
                {"low": low, "base": base, "high": high},
            )


def _unknown_assumptions(
    scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> Iterator[Fault]:
    for name, _low, _base, _high in scenario.assumptions:
        if name not in assumptions:
            yield Fault(
                f"assumptions.{name}",
                N_("Unknown assumption '{name}'. The assumptions are: {known}."),
                {"name": name, "known": ", ".join(sorted(assumptions))},
            )


def _limit_faults(name: str, ends: Ends, unit: str) -> Iterator[Fault]:
    """Yield the first end of one assumption that lies outside what its unit allows."""
    usual = (-inf if unit in SIGNED else 0.0, 1.0 if unit in SHARES else inf)
    low, high = LIMITS.get(name, usual)
    for value in ends:
        if isfinite(value) and low <= value <= high:
            continue
        if isfinite(low) and isfinite(high):
            limits = {"value": value, "low": low, "high": high}
            yield Fault(f"assumptions.{name}", BETWEEN, limits)
        else:
            yield Fault(f"assumptions.{name}", AMOUNT, {"value": value})
        return


def _score_card_faults(ends: Mapping[str, Ends]) -> Iterator[Fault]:
    if all(name in ends for name in POINTS) and not any(ends[name][1] for name in POINTS):
        yield Fault(f"assumptions.{POINTS[0]}", NO_POINTS)
    for names in RISING:
        for lower, higher in pairwise(name for name in names if name in ends):
            for value, most in zip(ends[lower], ends[higher], strict=True):
                if value > most:
                    limits = {"value": value, "low": 0, "high": most}
                    yield Fault(f"assumptions.{lower}", BETWEEN, limits)
                    break


def _tax_faults(scenario: Scenario, employer: Employer) -> Iterator[Fault]:
    """Yield unknown years and rates that the rewards need.

    An unknown first year; rewards that need a rate unknown in it; and later years in which a needed
    rate is not published.
    """
    try:
        tax_rules(scenario.tax_profile, scenario.tax_year)
        free_space(tax_rules_of_year(scenario, 0, employer), 0.0)
    except TaxError as error:
        yield Fault("tax_year", error.text, error.values)
        return
    if scenario.tax_profile == NO_RULES:
        return
    for plan in scenario.categories:
        try:
            for name in rates_for_plan(plan, employer):
                tax_rules_of_year(scenario, 0, employer).rate(name)
        except TaxError as error:
            yield Fault(f"categories.{plan.category}.reward.form", error.text, error.values)
    missing: dict[tuple[str, ...], list[int]] = {}
    for year in range(1, scenario.years):
        rules = tax_rules_of_year(scenario, year, employer)
        needed = rates_for_scenario(scenario, employer)
        rates = dict.fromkeys(IN_SHORT[name] for name in needed if name not in rules.rates)
        if rates:
            missing.setdefault(tuple(rates), []).append(rules.year)
    for names, years in missing.items():
        yield Fault("later_years", NOT_PUBLISHED, {"years": year_list(years), "rates": names})

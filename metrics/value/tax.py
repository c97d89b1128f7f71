"""The tax rules for a reward, by profile and year; a rate unknown of a year is never filled in.

Every rate carries its source and grade (`tax.toml`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from metrics.i18n import N_, Locale, LocalizedError
from metrics.value.assumptions import STATED

FILE = Path(__file__).parent / "tax.toml"
NO_RULES = "none"
EVERY_YEAR = 0
RATE_MEANINGS = {
    "free_space": N_(
        "free space under the work-related costs scheme (werkkostenregeling), share of the "
        "wage bill"
    ),
    "levy": N_("final levy on amounts above the free space, share"),
    "usual_limit": N_("amount regarded as customary within the free space, euros a person a year"),
    "meal": N_("value of a meal at the workplace, euros a meal"),
    "unemployment_permanent": N_(
        "unemployment premium (AWf) on a permanent contract, share of wage"
    ),
    "unemployment_flexible": N_("unemployment premium (AWf) on a flexible contract, share of wage"),
    "disability_small": N_("disability premium (Aof) of a small employer, share of wage"),
    "disability_large": N_("disability premium (Aof) of a medium or large employer, share of wage"),
    "childcare": N_("childcare surcharge on the disability premium, share of wage"),
    "return_to_work": N_("return-to-work premium (Whk), average, share of wage"),
    "health": N_("health insurance levy (Zvw) of the employer, share of wage"),
    "premium_wage": N_("maximum wage on which premiums are due, euros a year"),
    "income_tax": N_(
        "income tax and national insurance below state pension age, share of taxable pay"
    ),
    "labour_credit": N_("labour tax credit lost as pay rises, share of pay"),
    "general_credit": N_("general tax credit lost as pay rises, share of pay"),
}

PREMIUMS = N_("social charges")
CREDITS = N_("tax credits")
IN_SHORT = {
    "free_space": N_("the free space"),
    "levy": N_("the final levy above it"),
    "usual_limit": N_("the amount regarded as customary"),
    "meal": N_("the value of a meal"),
    "premium_wage": N_("the maximum premium wage"),
    **dict.fromkeys(
        (
            "unemployment_permanent",
            "unemployment_flexible",
            "disability_small",
            "disability_large",
            "childcare",
            "return_to_work",
            "health",
        ),
        PREMIUMS,
    ),
    "income_tax": N_("income tax"),
    "labour_credit": CREDITS,
    "general_credit": CREDITS,
}

Bands = tuple[tuple[float, float], ...]  # (from, rate), over a yearly amount in euros


class TaxError(LocalizedError):
    """An amount that the tax rules cannot give; texts among the values are sentence keys."""

    def message(self, _: Locale) -> str:
        """Return the sentence in the reader's language, with its names of rates translated."""
        values = {
            key: _(value) if isinstance(value, str) else value for key, value in self.values.items()
        }
        return _(self.text, **values)


@dataclass(frozen=True)
class Rate:
    """A rate of one year, as bands over a yearly amount in euros.

    A single number is one band from zero. `year` is EVERY_YEAR for a rate of the company's own.
    """

    name: str
    year: int
    bands: Bands
    grade: str
    source: str

    @property
    def value(self) -> float:
        """The number of a rate without bands; the first band's rate of one with bands."""
        return self.bands[0][1]

    def at(self, amount: float) -> float:
        """Return the rate on the next euro above `amount`."""
        return [rate for start, rate in self.bands if start <= amount][-1]

    def on(self, amount: float) -> float:
        """Return the sum over the bands up to `amount`, in euros."""
        ends = [start for start, _rate in self.bands[1:]] + [math.inf]
        return sum(
            rate * max(0.0, min(amount, end) - start)
            for (start, rate), end in zip(self.bands, ends, strict=True)
        )


@dataclass(frozen=True)
class TaxRules:
    """The rates by name with which one profile counts one year.

    The profile without tax rules has no rates and `taxed` is False. A rate whose own `year` is not
    this year is held over from an earlier one (`planned_tax_rules`).
    """

    profile: str
    year: int
    rates: Mapping[str, Rate]

    @property
    def taxed(self) -> bool:
        """Whether there are tax rules; without them amounts cost what they are."""
        return self.profile != NO_RULES

    def rate(self, name: str) -> Rate:
        """Return that rate; raise TaxError, naming the years that have it, where it is unknown."""
        if name not in self.rates:
            years = [
                str(year)
                for year, rates in published_rates()[self.profile].items()
                if name in rates
            ]
            raise TaxError(
                N_(
                    "The tax rules of {year} do not include this figure yet: {rate}. Those "
                    "of {known} do. No other year's figure was used. Choose one of those "
                    "years, a form of reward that does not need it, or the last known rates."
                ),
                year=str(self.year),
                rate=RATE_MEANINGS[name],
                known=", ".join(years),
            )
        return self.rates[name]

    def holds(self, name: str) -> bool:
        """Return whether an earlier year's rate is used."""
        return self.rate(name).year not in (self.year, EVERY_YEAR)

    def charges(self, *, size: str = "large", contracts: str = "permanent") -> float:
        """Return the employer's social charges, as a share of wage up to the maximum premium wage.

        Pension is not included.
        """
        return sum(self.rate(name).value for name in premiums_due(size=size, contracts=contracts))


def premiums_due(*, size: str = "large", contracts: str = "permanent") -> tuple[str, ...]:
    """Return the names of the premiums that such an employer pays."""
    return (
        f"unemployment_{contracts}",
        f"disability_{size}",
        "childcare",
        "return_to_work",
        "health",
    )


@cache
def published_rates() -> Mapping[str, Mapping[int, Mapping[str, Rate]]]:
    """Return all rates that come with the product: profile -> year -> name -> rate."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        profile: {
            int(year): {name: _rate(name, int(year), entry) for name, entry in rates.items()}
            for year, rates in years.items()
        }
        for profile, years in content.items()
    }


def tax_rules(profile: str, year: int) -> TaxRules:
    """Return the published rules of that profile in that year.

    The profile is "NL", or "none" where amounts cost what they are. Raise TaxError for an unknown
    profile or year, naming the known ones; no year replaces another.
    """
    if profile == NO_RULES:
        return TaxRules(profile, year, {})
    if profile not in published_rates():
        raise TaxError(
            N_("There is no tax profile '{profile}'. Available: {known}."),
            profile=profile,
            known=", ".join([*published_rates(), NO_RULES]),
        )
    years = published_rates()[profile]
    if year not in years:
        raise TaxError(
            N_(
                "There are no tax rules for {year}; there are rules for {known}. Choose one "
                "of these years, or the profile without tax rules."
            ),
            year=str(year),
            known=", ".join(map(str, years)),
        )
    return TaxRules(profile, year, years[year])


def planned_tax_rules(
    profile: str, year: int, *, held: bool = False, own: tuple[tuple[str, float], ...] = ()
) -> TaxRules:
    """Return the rules with which a plan counts that year.

    They hold what is published for the year; anything else raises TaxError once it is read. `held`:
    what is not published takes the last rate published before, which keeps its own year. That is
    the planner's choice, never the product's. `own`: the company's own rates by name, which precede
    all others. Years with the same rates share one `rates` object.
    """
    standing_year, standing = _standing(profile, year, held)
    return TaxRules(profile, year, _rates(profile, standing_year, standing, own))


def _standing(profile: str, year: int, held: bool) -> tuple[int, bool]:
    """Return the year whose rates those are: where they are held, the last one published."""
    known = [other for other in published_rates().get(profile, {}) if other <= year]
    return (max(known), True) if held and known else (year, False)


@cache
def _rates(
    profile: str, year: int, held: bool, own: tuple[tuple[str, float], ...]
) -> Mapping[str, Rate]:
    years = published_rates().get(profile, {})
    first = min(years, default=year) if held else year
    published = {
        name: rate
        for each in sorted(years)
        if first <= each <= year
        for name, rate in years[each].items()
    }
    return published | {
        name: Rate(name, EVERY_YEAR, ((0.0, value),), "judgement", STATED) for name, value in own
    }


def free_space(rules: TaxRules, wage_bill: float) -> float:
    """Return what may be given untaxed in a year to all employees together, in euros.

    Infinite without tax rules. `wage_bill`: the taxable wage of all employees in the year, in
    euros; for a group of companies under the group scheme that of the group, because the first band
    counts once. What is not used is lost at the end of the year.
    """
    if wage_bill < 0:
        raise TaxError(
            N_("A wage bill of {value} euros is negative; enter zero or more."), value=wage_bill
        )
    return rules.rate("free_space").on(wage_bill) if rules.taxed else math.inf


def _rate(name: str, year: int, entry: Mapping[str, Any]) -> Rate:
    """Return the rate of one entry of tax.toml."""
    value = entry["value"]
    bands: Bands
    if isinstance(value, list):
        bands = tuple((float(start), float(rate)) for start, rate in value)
    else:
        bands = ((0.0, float(value)),)
    return Rate(name, year, bands, str(entry["grade"]), str(entry["source"]))

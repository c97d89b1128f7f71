"""The tax rules a reward falls under, by profile and year: each rate with its source, and none for
a year unknown.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metrics.i18n import N_

FILE = Path(__file__).parent / "tax.toml"
NO_RULES, EVERY_YEAR = "none", 0
OWN = N_("stated by the company")
MEANING = {
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

PREMIUMS, CREDITS = N_("social charges"), N_("tax credits")
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

Bands = tuple[tuple[float, float], ...]


class TaxError(ValueError):
    """What cannot be worked out, as a sentence key `text` with its `values`."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format_map(values))
        self.text, self.values = text, values

    def sentence(self, _: Callable[..., str]) -> str:
        """The sentence in the reader's language, the names of rates in it too."""
        return _(
            self.text,
            **{
                key: _(value) if isinstance(value, str) else value
                for key, value in self.values.items()
            },
        )


@dataclass(frozen=True)
class Rate:
    """A rate of one year: (from, rate) bands over a yearly amount in euros; a single number is one
    band from zero. `year` is EVERY_YEAR for a company's own.
    """

    name: str
    year: int
    bands: Bands
    grade: str
    source: str

    @property
    def value(self) -> float:
        """The number itself, of a rate that has no bands; the first band's rate of one that has."""
        return self.bands[0][1]

    def at(self, amount: float) -> float:
        """The rate on the next euro above `amount`."""
        return [rate for start, rate in self.bands if start <= amount][-1]

    def on(self, amount: float) -> float:
        """The sum over the bands up to `amount`, in euros."""
        ends = [start for start, _ in self.bands[1:]] + [math.inf]
        return sum(
            rate * max(0.0, min(amount, end) - start)
            for (start, rate), end in zip(self.bands, ends, strict=True)
        )


@dataclass(frozen=True)
class TaxRules:
    """The rates with which one profile counts one year, by name; the profile without tax rules has
    none and `taxed` is False. A rate whose own `year` is not this one is held
    (`planned_tax_rules`).
    """

    profile: str
    year: int
    rates: Mapping[str, Rate]

    @property
    def taxed(self) -> bool:
        """False where amounts cost what they are."""
        return self.profile != NO_RULES

    def rate(self, name: str) -> Rate:
        """That rate; TaxError where it is not known of this year, with the years of which it is."""
        if name not in self.rates:
            having = [
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
                rate=MEANING[name],
                known=", ".join(having),
            )
        return self.rates[name]

    def holds(self, name: str) -> bool:
        """Whether an earlier year's rate stands in."""
        return self.rate(name).year not in (self.year, EVERY_YEAR)

    def charges(self, *, size: str = "large", contracts: str = "permanent") -> float:
        """The employer's social charges as a share of wage up to the highest premium wage, without
        pension.
        """
        return sum(self.rate(name).value for name in premiums_due(size=size, contracts=contracts))


def premiums_due(*, size: str = "large", contracts: str = "permanent") -> tuple[str, ...]:
    """The names of the premiums that such an employer pays."""
    return (
        f"unemployment_{contracts}",
        f"disability_{size}",
        "childcare",
        "return_to_work",
        "health",
    )


@cache
def published_rates() -> Mapping[str, Mapping[int, Mapping[str, Rate]]]:
    """All rates that come with the product: profile -> year -> name -> rate."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        profile: {
            int(year): {name: _rate(name, int(year), entry) for name, entry in rates.items()}
            for year, rates in years.items()
        }
        for profile, years in content.items()
    }


def tax_rules(profile: str, year: int) -> TaxRules:
    """The rules of that profile ("NL", or "none": amounts cost what they are) in that year.

    A profile or a year that is not known is a TaxError that says which are; no year stands in for
    another.
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
    """The rules with which a plan counts that year: what is published of it; what is not is a
    TaxError once asked for.

    `held`: in place of what is not published stands the last rate published before, which keeps its
    own year. That is the choice of whoever plans, never the product's. `own`: rates of the
    company's own by name, which go before all. Years that hold the same have the same `rates`
    object.
    """
    return TaxRules(profile, year, _rates(profile, *_standing(profile, year, held), own))


def _standing(profile: str, year: int, held: bool) -> tuple[int, bool]:
    """The year whose rates those are: the last one published, where they are held."""
    known = [one for one in published_rates().get(profile, {}) if one <= year]
    return (max(known), True) if held and known else (year, False)


@cache
def _rates(
    profile: str, year: int, held: bool, own: tuple[tuple[str, float], ...]
) -> Mapping[str, Rate]:
    years = published_rates().get(profile, {})
    first = min(years, default=year) if held else year
    found = {
        name: rate
        for one in sorted(years)
        if first <= one <= year
        for name, rate in years[one].items()
    }
    return found | {
        name: Rate(name, EVERY_YEAR, ((0.0, value),), "judgement", OWN) for name, value in own
    }


def free_space(of: TaxRules, wage_bill: float) -> float:
    """What may be given untaxed in a year to all employees together, in euros; infinite without tax
    rules.

    `wage_bill`: the taxable wage of all employees in the year, in euros; of a group of companies
    that uses the group scheme the group's, because the first band counts once. What is not used is
    lost at the end of the year.
    """
    if wage_bill < 0:
        raise TaxError(
            N_("A wage bill of {value} euros is negative; enter zero or more."), value=wage_bill
        )
    return of.rate("free_space").on(wage_bill) if of.taxed else math.inf


def _rate(name: str, year: int, entry: Mapping[str, object]) -> Rate:
    value = entry["value"]
    bands = (
        tuple((float(start), float(rate)) for start, rate in value)
        if isinstance(value, list)
        else ((0.0, float(value)),)
    )
    return Rate(name, year, bands, str(entry["grade"]), str(entry["source"]))

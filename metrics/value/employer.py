"""What differs between employers in the cost of a reward: the company's own say, else what is
usual.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics.contract.employer import CHOICES
from metrics.i18n import N_

LUNCHES = CHOICES["lunch"]
OWN, USUALLY = N_("stated by the company"), N_("usual value; the company has stated none")
VALUES = {
    "large": N_("medium or large"),
    "small": N_("small"),
    "permanent": N_("permanent"),
    "flexible": N_("flexible"),
    "at_work": N_("a meal at the workplace"),
    "snack": N_("a snack or drink at the workplace, which does not count"),
    "outside": N_("a meal elsewhere, which counts at its cost"),
}


@dataclass(frozen=True)
class Employer:
    """The employer. One of medium or large `size` pays a higher disability premium, one with
    permanent `contracts` a lower unemployment premium. `holiday_pay` is the share on top of a cash
    bonus, 0 where it does not count for holiday pay (0.08 where it does). `return_to_work`, a share
    of wage, and `meal`, euros a meal, stand in every year in place of the tax year's own;
    `wage_bill`, euros of taxable wages a year, in place of what the files add up to. `lunch` is
    what a lunch as a reward is, one of LUNCHES.
    """

    size: str = "large"
    contracts: str = "permanent"
    holiday_pay: float = 0.0
    lunch: str = "at_work"
    return_to_work: float | None = None
    meal: float | None = None
    wage_bill: float | None = None

    @property
    def own_rates(self) -> tuple[tuple[str, float], ...]:
        """The rates of its own by name, which go before those of a tax year."""
        own = (("return_to_work", self.return_to_work), ("meal", self.meal))
        return tuple((name, value) for name, value in own if value is not None)


USUAL = Employer()


@dataclass(frozen=True)
class EmployerSetting:
    """A line for the list of what is assumed: `meaning`, `unit` and `source` are sentence keys, as
    is `value` where it is a text; None: the tax year's rate, or what the files add up to. `own`:
    the company has said it.
    """

    name: str
    meaning: str
    unit: str
    value: str | float | None
    own: bool

    @property
    def source(self) -> str:
        """Where it comes from."""
        return OWN if self.own else USUALLY


def employer_settings(employer: Employer) -> Iterator[EmployerSetting]:
    """What is reckoned with of the employer, in the order of its fields."""
    for name, meaning, unit in (
        ("size", N_("Employer size, for the disability premium"), ""),
        ("contracts", N_("Contract type, for the unemployment premium"), ""),
        ("holiday_pay", N_("Holiday pay on a cash reward"), N_("share of the reward")),
        ("lunch", N_("How a lunch counts towards the free space"), ""),
        ("return_to_work", N_("Return-to-work premium (Whk)"), N_("share of wage")),
        ("meal", N_("Value of a meal at the workplace"), N_("euros a meal")),
        ("wage_bill", N_("Taxable wages of all employees"), N_("euros a year")),
    ):
        value = getattr(employer, name)
        yield EmployerSetting(
            name,
            meaning,
            unit,
            VALUES[value] if isinstance(value, str) else value,
            value != getattr(USUAL, name),
        )

"""What differs between employers in the cost of a reward: stated by the company, else as usual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics.contract.employer import CHOICES
from metrics.i18n import N_
from metrics.value.assumptions import STATED

LUNCHES = CHOICES["lunch"]
USUALLY = N_("usual value; the company has stated none")
EMPLOYER_VALUES = {
    "large": N_("medium or large"),
    "small": N_("small"),
    "permanent": N_("permanent"),
    "flexible": N_("flexible"),
    "at_work": N_("a meal at the workplace"),
    "snack": N_("a snack or drink at the workplace, which does not count"),
    "outside": N_("a meal elsewhere, which counts at its cost"),
}
SETTINGS = (
    ("size", N_("Employer size, for the disability premium"), ""),
    ("contracts", N_("Contract type, for the unemployment premium"), ""),
    ("holiday_pay", N_("Holiday pay on a cash reward"), N_("share of the reward")),
    ("lunch", N_("How a lunch counts towards the free space"), ""),
    ("return_to_work", N_("Return-to-work premium (Whk)"), N_("share of wage")),
    ("meal", N_("Value of a meal at the workplace"), N_("euros a meal")),
    ("wage_bill", N_("Taxable wages of all employees"), N_("euros a year")),
)


@dataclass(frozen=True)
class Employer:
    """The employer, as far as it decides what a reward costs.

    `size`: a medium or large employer pays a higher disability premium. `contracts`: permanent
    contracts carry a lower unemployment premium. `holiday_pay`: the share on top of a cash bonus,
    0 where the bonus does not count for holiday pay (0.08 where it does). `lunch`: what a lunch
    given as a reward is, one of LUNCHES. `return_to_work` (share of wage) and `meal` (euros a meal)
    replace the tax year's own rates in every year. `wage_bill` (taxable wages in euros a year)
    replaces the total of the files.
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
        """The employer's own rates by name, which precede those of a tax year."""
        own = (("return_to_work", self.return_to_work), ("meal", self.meal))
        return tuple((name, value) for name, value in own if value is not None)


USUAL = Employer()


@dataclass(frozen=True)
class EmployerSetting:
    """A line in the list of what is assumed about the employer.

    `meaning`, `unit` and `source` are sentence keys, as is `value` where it is a text. A value of
    None means the tax year's rate, or the total of the files. `own`: the company has stated it.
    """

    name: str
    meaning: str
    unit: str
    value: str | float | None
    own: bool

    @property
    def source(self) -> str:
        """Where the value comes from."""
        return STATED if self.own else USUALLY


def employer_settings(employer: Employer) -> Iterator[EmployerSetting]:
    """Yield what is assumed about the employer, in the order of its fields."""
    for name, meaning, unit in SETTINGS:
        value = getattr(employer, name)
        yield EmployerSetting(
            name,
            meaning,
            unit,
            EMPLOYER_VALUES[value] if isinstance(value, str) else value,
            own=value != getattr(USUAL, name),
        )

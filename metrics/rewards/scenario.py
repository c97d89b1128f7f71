"""What is decided about rewards, in one frozen and checked object: the only input of the reward
model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from math import ceil, inf

from metrics.i18n import N_
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import PLAN_DRAWS, SEED
from metrics.value.reward_cost import FORMS, PAID

TODAY = "today"
WHEN = ("once", "quarterly", "yearly", "at_completion")
EFFECTS = ("measured", "company", "published", "judgement")
PROFILES = ("NL", "none")
PUBLISHED, HELD = LATER_YEARS = ("published", "held")
MOST_YEARS, MOST_MONTHS = 10, 36
UNKNOWN = N_("'{value}' is not one of {known}.")
ENDLESS = N_("{value} is not a valid amount; enter zero or more.")


@dataclass(frozen=True)
class RewardPlan:
    """What a mentor gets, for each pairing that meets the terms.

    `amount`: gross euros each time (time off: what the hours off cost). `least_hours`: the share of
    the agreed hours that must be met, `least_checkins` the talks with the leader that must be held.
    `paid`: whether cash is a gross wage, a net amount that the employer grosses up, or a bonus
    within the free space of the work-costs scheme. The rest is what decides on a precedent: paid in
    public, whether the limit is stated in writing, left to the leader's discretion or by a formula,
    with an end that is stated, and for how many years it was given before.
    """

    form: str = "nothing"
    amount: float = 0.0
    when: str = "at_completion"
    least_hours: float = 0.0
    least_checkins: int = 0
    paid: str = "gross"
    public: bool = True
    reserved: bool = True
    discretionary: bool = True
    ends: bool = True
    years_before: int = 0


@dataclass(frozen=True)
class CategoryPlan:
    """One category: `pairings` started each year, `hours` agreed per pairing, over `months`.

    `effect`: where the effect comes from: measured for this category, measured for the company as a
    whole, published, or a judgement (the last two from the assumptions).
    """

    category: str
    pairings: int
    hours: float
    months: int = 6
    effect: str = "company"
    reward: RewardPlan = field(default_factory=RewardPlan)

    @property
    def times(self) -> int:
        """How many times a mentor who meets the terms gets the reward for one pairing."""
        return {"quarterly": ceil(self.months / 3), "yearly": ceil(self.months / 12)}.get(
            self.reward.when, 1
        )


@dataclass(frozen=True)
class Scenario:
    """A plan to be appraised over `years`, discounted at `discount_rate` a year. Its first year is
    `tax_year`; each year has the tax rates of its own calendar year.

    `later_years`: what counts where a rate of a year is not published yet. "published": nothing
    does, so a reward that needs one is a fault; "held": the last known rate, which is then the
    plan's own judgement and is noted. The usual value is the first one and plans start with one
    year: to carry rates forward is finance's decision, not a default. `free_space_used`: what other
    things than these rewards use of a year's free space under the work-costs scheme, in euros;
    None: what the company itself says. `assumptions` are changes to the numbers that are not
    measured: name -> (low, base, high). `conservative` counts as Phillips does: the lower bound of
    an effect, the first year only, all costs, nothing where nothing is measured. In a plan of
    several years the first year is that of each pairing: those that start in a later year of the
    plan count there, and nobody counts twice; costs are those of all years.
    """

    name: str
    categories: tuple[CategoryPlan, ...] = ()
    years: int = 1
    discount_rate: float = 0.08
    tax_profile: str = "NL"
    tax_year: int = 2026
    one_offs: float = 0.0
    free_space_used: float | None = None
    conservative: bool = False
    assumptions: tuple[tuple[str, float, float, float], ...] = ()
    seed: int = SEED
    draws: int = PLAN_DRAWS
    later_years: str = PUBLISHED

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; `scenario_from_dict` reads them back."""
        return asdict(self)

    def plan(self, category: str) -> CategoryPlan:
        """The plan of that category; raises ScenarioError where it has none."""
        for one in self.categories:
            if one.category == category:
                return one
        raise ScenarioError(
            (
                Fault(
                    f"categories.{category}",
                    N_("{category} is not in the scenario."),
                    {"category": category},
                ),
            )
        )

    def with_reward(self, category: str, reward: RewardPlan) -> Scenario:
        """This scenario with another reward in one category."""
        return replace(
            self,
            categories=tuple(
                replace(one, reward=reward) if one.category == category else one
                for one in self.categories
            ),
        )


def todays_plan(facts: CompanyFacts) -> Scenario:
    """What runs today, as a scenario of one year: in each category the pairings of the last twelve
    months, the hours that ended pairings met, the usual reward, and the category's own effect where
    it can be told.
    """
    return Scenario(
        name=TODAY,
        categories=tuple(
            CategoryPlan(
                one.category,
                pairings=one.recent,
                hours=round(one.hours_per_pairing, 1),
                months=one.months,
                effect="measured",
                reward=RewardPlan(
                    one.reward_form,
                    round(one.reward_amount, 2),
                    public=one.reward_public,
                    years_before=one.reward_years,
                ),
            )
            for name, one in facts.categories.items()
            if name and one.recent
        ),
    )


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, as a sentence key with its values (a tuple: keys to be listed);
    `place` is like `categories.sales.hours`.
    """

    place: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


class ScenarioError(ValueError):
    """A scenario that cannot be appraised; `faults` say why, field by field."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            "; ".join(f"{one.place}: {one.text.format_map(_listed(one.values))}" for one in faults)
        )
        self.faults = faults


def _listed(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def scenario_from_dict(values: Mapping[str, object]) -> Scenario:
    """The scenario that `as_dict` wrote. Keys that are missing take their usual value; unknown ones
    are an error.
    """
    plans = tuple(
        CategoryPlan(**{**plan, "reward": RewardPlan(**plan.get("reward", {}))})
        for plan in values.get("categories", ())
    )
    changed = tuple(
        (name, float(low), float(base), float(high))
        for name, low, base, high in values.get("assumptions", ())
    )
    return Scenario(**{**values, "categories": plans, "assumptions": changed})


def scenario_faults(scenario: Scenario) -> tuple[Fault, ...]:
    """Everything that is wrong with the scenario; empty where it can be appraised."""
    return tuple(_faults(scenario))


def checked(scenario: Scenario) -> Scenario:
    """The scenario itself; raises ScenarioError with every fault."""
    if found := scenario_faults(scenario):
        raise ScenarioError(found)
    return scenario


def _faults(of: Scenario) -> Iterator[Fault]:
    between = N_("{value} is not between {low} and {high}.")
    for place, value, low, high in (
        ("years", of.years, 1, MOST_YEARS),
        ("discount_rate", of.discount_rate, 0, 1),
        ("draws", of.draws, 100, 10**6),
        ("seed", of.seed, 0, 2**63 - 1),
    ):
        if not low <= value <= high:
            yield Fault(place, between, {"value": value, "low": low, "high": high})
    if of.tax_profile not in PROFILES:
        yield Fault(
            "tax_profile",
            N_("Unknown tax profile '{value}'. The profiles are: {known}."),
            {"value": of.tax_profile, "known": ", ".join(PROFILES)},
        )
    if of.later_years not in LATER_YEARS:
        yield Fault(
            "later_years", UNKNOWN, {"value": of.later_years, "known": ", ".join(LATER_YEARS)}
        )
    if of.one_offs < 0:
        yield Fault(
            "one_offs",
            N_("{value} euros is negative; costs must be zero or more."),
            {"value": of.one_offs},
        )
    elif not of.one_offs < inf:
        yield Fault("one_offs", ENDLESS, {"value": of.one_offs})
    if of.free_space_used is not None and not 0 <= of.free_space_used < inf:
        yield Fault("free_space_used", ENDLESS, {"value": of.free_space_used})
    names = [plan.category for plan in of.categories]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(
            f"categories.{twice}", N_("{category} is in the scenario twice."), {"category": twice}
        )
    for plan in of.categories:
        yield from _plan_faults(plan)
    for name, low, base, high in of.assumptions:
        if not low <= base <= high:
            yield Fault(
                f"assumptions.{name}",
                N_("Low {low}, base {base} and high {high} must be in that order."),
                {"low": low, "base": base, "high": high},
            )


def _plan_faults(plan: CategoryPlan) -> Iterator[Fault]:
    at, reward = f"categories.{plan.category}", plan.reward
    negative = N_("{value} is negative; it must be zero or more.")
    for place, value in (
        ("pairings", plan.pairings),
        ("hours", plan.hours),
        ("reward.amount", reward.amount),
        ("reward.least_checkins", reward.least_checkins),
        ("reward.years_before", reward.years_before),
    ):
        if not 0 <= value < inf:
            yield Fault(f"{at}.{place}", negative if value < 0 else ENDLESS, {"value": value})
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
    for place, value, known in (
        ("reward.form", reward.form, FORMS),
        ("reward.when", reward.when, WHEN),
        ("reward.paid", reward.paid, PAID),
        ("effect", plan.effect, EFFECTS),
    ):
        if value not in known:
            yield Fault(f"{at}.{place}", UNKNOWN, {"value": value, "known": ", ".join(known)})

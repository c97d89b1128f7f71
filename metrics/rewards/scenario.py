"""A scenario: what is decided about rewards, in one frozen object; the reward model's input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from math import ceil
from typing import Any

from metrics.i18n import N_
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import PLAN_DRAWS, SEED

TODAY = "today"
WHEN = ("once", "quarterly", "yearly", "at_completion")
EFFECTS = ("measured", "company", "published", "judgement")
PROFILES = ("NL", "none")
PUBLISHED = "published"
HELD = "held"
LATER_YEARS = (PUBLISHED, HELD)
MOST_YEARS = 10
MOST_MONTHS = 36


@dataclass(frozen=True)
class RewardPlan:
    """What a mentor gets for each pairing that meets the terms.

    `amount`: gross euros each time (time off: what the hours off cost). `least_hours`: the share of
    the agreed hours that must be met; `least_checkins`: the check-ins with the programme lead that
    must be held. `paid`: whether cash is a gross wage, a net amount that the employer grosses up,
    or a bonus within the free space of the work-related costs scheme.

    The rest decides on a precedent: whether the reward is public, whether its limit is stated in
    writing (`reserved`), left to the programme lead's discretion or set by a formula, whether its
    end is stated (`ends`), and for how many years it was given before.
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

    `effect` says where the effect comes from: measured for this category, measured for the company
    as a whole, published, or a judgement (the last two from the assumptions).
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
    """A plan to be appraised over `years`, discounted at `discount_rate` a year.

    Its first year is `tax_year`; each year has the tax rates of its own calendar year.
    `later_years`: what counts where a rate of a year is not published yet. "published": nothing, so
    a reward that needs one is a fault; "held": the last known rate, which is then the plan's own
    judgement and is noted. To carry rates forward is Finance's decision, so it is not the default.

    `free_space_used`: what other things than these rewards use of a year's free space under the
    work-related costs scheme, in euros; None: what the company states. `assumptions`: changes to
    the numbers that are not measured, as (name, low, base, high).

    `conservative` counts as Phillips does: the lower bound of an effect, the first year only, all
    costs, nothing where nothing is measured. In a plan of several years the first year is that of
    each pairing: pairings that start in a later year of the plan count there, and none counts
    twice; costs are those of all years.
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
        """Return plain values for JSON; `scenario_from_dict` reads them back."""
        return asdict(self)

    def plan(self, category: str) -> CategoryPlan:
        """Return the plan of that category; raise ScenarioError where there is none."""
        for plan in self.categories:
            if plan.category == category:
                return plan
        fault = Fault(
            f"categories.{category}",
            N_("{category} is not in the scenario."),
            {"category": category},
        )
        raise ScenarioError((fault,))

    def with_reward(self, category: str, reward: RewardPlan) -> Scenario:
        """Return this scenario with another reward in one category."""
        plans = tuple(
            replace(plan, reward=reward) if plan.category == category else plan
            for plan in self.categories
        )
        return replace(self, categories=plans)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: a sentence key with its values.

    `place` is like `categories.sales.hours`. A tuple among the values holds sentence keys that are
    to be listed.
    """

    place: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


class ScenarioError(ValueError):
    """A scenario that cannot be appraised; `faults` say why, field by field."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            "; ".join(
                f"{fault.place}: {fault.text.format_map(_listed(fault.values))}" for fault in faults
            )
        )
        self.faults = faults


def _listed(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def todays_plan(facts: CompanyFacts) -> Scenario:
    """Return what runs today, as a scenario of one year.

    Each category has the pairings of the last twelve months, the hours that ended pairings met, the
    usual reward, and its own effect where that can be determined.
    """
    plans = tuple(
        CategoryPlan(
            category.category,
            pairings=category.recent,
            hours=round(category.hours_per_pairing, 1),
            months=category.months,
            effect="measured",
            reward=RewardPlan(
                category.reward_form,
                round(category.reward_amount, 2),
                public=category.reward_public,
                years_before=category.reward_years,
            ),
        )
        for name, category in facts.categories.items()
        if name and category.recent
    )
    return Scenario(name=TODAY, categories=plans)


def scenario_from_dict(values: Mapping[str, Any]) -> Scenario:
    """Return the scenario that `as_dict` wrote.

    Missing keys take their usual value; unknown ones raise TypeError.
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

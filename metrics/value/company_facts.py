"""What the reward model takes from the company: measured, with intervals, saved with a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from metrics.value.draws import EffectEstimate, Range
from metrics.value.employer import USUAL, Employer
from metrics.value.offers import MeasuredResponse, Offer, Offers

Rate = tuple[float, float, float]


@dataclass(frozen=True)
class CategoryFacts:
    """One category as it ran so far; category "" is the company as a whole.

    `exits` is the difference in the share still employed after twelve months, `score` the gain in
    review scores in standard deviations of the company's scores. `own_outcome` is the category's
    own outcome, in euros a year per pairing (customers kept × margin). Each is None where it is not
    measured.

    Pay is a year's full-time pay in euros. `completion` is the share of ended pairings that met
    their agreed hours; `met_by` the share that met at least 0, 10, 20, ... 100 % of them, empty
    where that is not known. `recent` pairings started in the last twelve months of the data,
    planned for `months`. `outside_rate` is the category's own low, base and high price of an hour
    from outside.

    The reward is what mentors got most often in those twelve months, in gross euros, and for how
    many years before them; completion was measured with it.
    """

    category: str
    pairings: int
    mentors: int
    hours_per_pairing: float
    completion: float
    mentor_pay: float
    mentee_pay: float
    exits: EffectEstimate | None = None
    score: EffectEstimate | None = None
    own_outcome: EffectEstimate | None = None
    outside_rate: Rate | None = None
    recent: int = 0
    months: int = 6
    met_by: tuple[float, ...] = ()
    reward_form: str = "nothing"
    reward_amount: float = 0.0
    reward_public: bool = True
    reward_years: int = 0


@dataclass(frozen=True)
class CompanyFacts:
    """The company in one snapshot; `categories` by name, "" for all of them together.

    `wage_bill` and `free_space_used` are the taxable wages and the used part of the free space
    under the work-related costs scheme, in euros a year. `leaving` is the share of people
    comparable with the mentees, but not mentored, who leave within twelve months; None where it
    cannot be determined. `offers`: what mentors answered to what they were promised; where there
    are enough of them they precede the assumptions. `employer`: what the company states about
    itself as an employer.
    """

    snapshot: str
    employees: int
    wage_bill: float
    mean_pay: float
    free_space_used: float = 0.0
    employer: Employer = USUAL
    leaving: float | None = None
    categories: Mapping[str, CategoryFacts] = field(default_factory=dict)
    offers: Offers = Offers()

    def for_category(self, category: str) -> CategoryFacts:
        """Return the facts of a category, else those of the company where it never ran.

        Where nothing ever ran, pay is the company's mean and every pairing counts as completed.
        """
        nothing = CategoryFacts(
            category,
            pairings=0,
            mentors=0,
            hours_per_pairing=0.0,
            completion=1.0,
            mentor_pay=self.mean_pay,
            mentee_pay=self.mean_pay,
        )
        return self.categories.get(category) or self.categories.get("") or nothing

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON; `facts_from_dict` reads them back."""
        categories = {name: asdict(facts) for name, facts in self.categories.items()}
        return {**asdict(replace(self, categories={})), "categories": categories}


def facts_from_dict(values: Mapping[str, Any]) -> CompanyFacts:
    """Return the facts that `as_dict` wrote.

    Missing keys take their usual value; unknown ones raise TypeError.
    """
    decoded = {
        "categories": {name: _category(facts) for name, facts in values["categories"].items()},
        "offers": Offers(tuple(map(_offer, values.get("offers", {}).get("rows", ())))),
        "employer": Employer(**values.get("employer", {})),
    }
    return CompanyFacts(**{**values, **decoded})


def _offer(values: Mapping[str, Any]) -> Offer:
    decoded = {name: _response(values[name]) for name in ("acceptance", "completion")}
    return Offer(**{**values, **decoded})


def _response(values: Mapping[str, Any]) -> MeasuredResponse:
    decoded = {
        name: Range(**values[name]) for name in ("share", "difference", "ratio") if values.get(name)
    }
    return MeasuredResponse(**{**values, **decoded})


def _category(values: Mapping[str, Any]) -> CategoryFacts:
    effects = {
        name: EffectEstimate(**values[name])
        for name in ("exits", "score", "own_outcome")
        if values.get(name)
    }
    rate = values.get("outside_rate")
    decoded = {
        **effects,
        "outside_rate": tuple(rate) if rate else None,
        "met_by": tuple(values.get("met_by", ())),
    }
    return CategoryFacts(**{**values, **decoded})

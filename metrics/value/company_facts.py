"""What the reward model knows of the company: measured, with intervals, and kept with a saved
scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from metrics.value.draws import EffectEstimate, Range
from metrics.value.employer import USUAL, Employer
from metrics.value.offers import MeasuredResponse, Offer, Offers


@dataclass(frozen=True)
class CategoryFacts:
    """One category as it ran so far; category "" is the company as a whole.

    `exits` is the difference in the share still employed after twelve months, `score` the rating
    gain in standard deviations of the company's scores. Money is a year's full-time pay in euros.
    `completion` is the share of ended pairings that met their agreed hours. `own_outcome` is the
    category's own outcome, euros a year per pairing (customers kept x margin) with its effect; None
    where it is not measured. `recent` pairings started in the last twelve months of the data,
    planned for `months`. `met_by`: the share of ended pairings that met at least 0, 10, 20, ... 100
    % of their agreed hours; empty where that is not known. The reward is what mentors got most
    often in those twelve months, in gross euros, and for how many years before them; completion was
    measured with it.
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
    outside_rate: tuple[float, float, float] | None = None
    recent: int = 0
    months: int = 6
    met_by: tuple[float, ...] = ()
    reward_form: str = "nothing"
    reward_amount: float = 0.0
    reward_public: bool = True
    reward_years: int = 0


@dataclass(frozen=True)
class CompanyFacts:
    """The company: `wage_bill` and `free_space_used` under the work-costs scheme in euros a year,
    employees, the snapshot it was measured in, and the categories by name ("" for all together).
    `leaving` is the share of people like the mentees, not mentored, who leave within twelve months;
    None where it cannot be told. `offers`: what mentors answered to what they were promised; it
    goes before the assumptions where there were enough. `employer`: what the company says of itself
    as an employer.
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

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; `facts_from_dict` reads them back."""
        plain = {name: asdict(one) for name, one in self.categories.items()}
        return {**asdict(replace(self, categories={})), "categories": plain}


def facts_from_dict(values: Mapping[str, object]) -> CompanyFacts:
    """The facts that `as_dict` wrote. Keys that are missing take their usual value; unknown ones
    are an error.
    """
    offers = Offers(tuple(_offer(one) for one in values.get("offers", {}).get("rows", ())))
    categories = {name: _category(of) for name, of in values["categories"].items()}
    employer = Employer(**values.get("employer", {}))
    return CompanyFacts(
        **{**values, "categories": categories, "offers": offers, "employer": employer}
    )


def _offer(values: Mapping[str, object]) -> Offer:
    return Offer(
        **{**values, **{name: _measured(values[name]) for name in ("acceptance", "completion")}}
    )


def _measured(values: Mapping[str, object]) -> MeasuredResponse:
    ranges = {
        name: Range(**values[name]) for name in ("share", "difference", "ratio") if values.get(name)
    }
    return MeasuredResponse(**{**values, **ranges})


def _category(values: Mapping[str, object]) -> CategoryFacts:
    effects = {
        name: EffectEstimate(**values[name])
        for name in ("exits", "score", "own_outcome")
        if values.get(name)
    }
    rate = values.get("outside_rate")
    return CategoryFacts(
        **{
            **values,
            **effects,
            "outside_rate": tuple(rate) if rate else None,
            "met_by": tuple(values.get("met_by", ())),
        }
    )

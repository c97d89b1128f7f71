"""What a repeated reward may become: a score card, a chance that is the company's own judgement,
and a liability.

The card's points of view are those by which Dutch courts tell whether an employer's habit has
become a condition of employment. Neither they nor anybody else published a probability: the bands
are a place to start from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.i18n import N_, Message
from metrics.rewards.inputs import assumptions_in_force
from metrics.rewards.model import appraisal_faults
from metrics.rewards.scenario import CategoryPlan, Scenario, ScenarioError
from metrics.rewards.tax_terms import cost_if_all_qualify, discount_factor, rates_for_plan
from metrics.value.assumptions import ENDS, Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Range
from metrics.value.tax import NO_RULES

NONE, LOW, MEDIUM, HIGH = "none", "low", "medium", "high"
BANDS = {NONE: N_("none"), LOW: N_("low"), MEDIUM: N_("medium"), HIGH: N_("high")}
CHANCES = {
    LOW: "precedent_chance_low",
    MEDIUM: "precedent_chance_middle",
    HIGH: "precedent_chance_high",
}
COUNCIL_FROM = 50  # employees; article 2 of the Works Councils Act (WOR)
TITLES = {
    "repeated": N_("Consecutive years given by the end of the plan: {n}"),
    "unwritten": N_("No limit stated in writing"),
    "formula": N_("A formula decides, not the programme lead"),
    "open": N_("No end date stated"),
    "circle": N_("Given to {n} of {employees} employees"),
    "cash": N_("Cash rather than in kind"),
}
JUDGED = N_(
    "The chance is the company's own judgement: no source gives one. You can change the "
    "bands in the assumptions."
)
LAW = N_(
    "The factors follow the Dutch Supreme Court (22 June 2018, ECLI:NL:HR:2018:976, "
    "Pontmeyer). They include the duration, what was said about it, the nature of the "
    "advantage and the size of the group. A discretionary bonus paid for ten years could not "
    "simply be refused (Court of Appeal of 's-Hertogenbosch, 18 February 2014). This is not "
    "legal advice."
)
COUNCIL = N_(
    "A company with {n} employees or more has a works council. Starting, changing or ending "
    "a reward system usually needs its consent; the amount of a reward does not (article 27 "
    "of the Works Councils Act)."
)
FIRST_YEARS_RATES = N_(
    "The yearly cost uses the tax rates of {year}, the plan's first year. Rates for the "
    "years in which it may have to be paid are not published."
)
NOTHING = N_("Nothing is given that could become an entitlement.")


@dataclass(frozen=True)
class ScoreLine:
    """One line of the score card: `share` (0..1) of `weight` counts. `title` is a sentence key with
    its `values`.
    """

    name: str
    title: str
    values: Mapping[str, object]
    share: float
    weight: float

    @property
    def points(self) -> float:
        """What the line counts for."""
        return self.share * self.weight


@dataclass(frozen=True)
class PrecedentRisk:
    """The risk of a precedent. `points` of `most`, hence the `band` (NONE where nothing is given),
    hence `probability`.

    `liability`, in euros of today = probability × what the `circle` would cost in a year (`yearly`,
    at employer cost) × the `years` it would have to be paid after the plan's end, discounted; low
    with every number at its low end. It is a chance of a cost, apart from what the plan itself
    costs. `notes` are sentence keys with values.
    """

    category: str
    marks: tuple[ScoreLine, ...]
    points: float
    most: float
    band: str
    probability: Range
    circle: int
    yearly: float
    years: Range
    liability: Range
    notes: tuple[Message, ...]


def assess_precedent(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
) -> PrecedentRisk:
    """The risk that `plan`'s reward becomes an entitlement, and what that would cost.

    The circle is one mentor for each pairing. ScenarioError with every fault of the scenario with
    that plan alone, its assumptions and the tax rates that its first year needs among them.
    """
    if found := appraisal_faults(
        replace(scenario, categories=(plan,), years=1), assumptions, facts.employer
    ):
        raise ScenarioError(found)
    assumptions = assumptions_in_force(scenario, assumptions)
    marks = score_card(plan, scenario, facts, assumptions)
    points, most = sum(mark.points for mark in marks), sum(mark.weight for mark in marks)
    yearly = cost_if_all_qualify(plan, scenario, facts, assumptions, people=plan.pairings)
    band = _band(points / most, assumptions) if yearly else NONE
    chance, years = _chances(assumptions)[band], _ends(assumptions["precedent_years"])
    liability = Range(
        *(
            getattr(chance, end) * yearly * _present_value(getattr(years, end), scenario)
            for end in ENDS
        )
    )
    return PrecedentRisk(
        plan.category,
        marks,
        points,
        most,
        band,
        chance,
        plan.pairings,
        yearly,
        years,
        liability,
        notes=_notes(band, plan, scenario, facts),
    )


def score_card(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
) -> tuple[ScoreLine, ...]:
    """The six points of view, in the order of their weights as shipped.

    One year counts for nothing, `precedent_long` years for all points; a circle from
    `precedent_wide` of the employees on for all points; something in kind for the share
    `precedent_in_kind` of what cash counts for, thanks for nothing.
    """
    reward, years = plan.reward, plan.reward.years_before + scenario.years
    long, wide = assumptions["precedent_long"].base, assumptions["precedent_wide"].base
    employees = max(facts.employees, plan.pairings, 1)
    shares = {
        "repeated": min((years - 1) / (long - 1), 1.0) if long > 1 else 1.0,
        "unwritten": float(not reward.reserved),
        "formula": float(not reward.discretionary),
        "open": float(not reward.ends),
        "circle": min(plan.pairings / employees / wide, 1.0) if wide > 0 else 1.0,
        "cash": {"cash": 1.0, "nothing": 0.0, "recognition": 0.0}.get(
            reward.form, assumptions["precedent_in_kind"].base
        ),
    }
    values = {"repeated": {"n": years}, "circle": {"n": plan.pairings, "employees": employees}}
    return tuple(
        ScoreLine(
            name, TITLES[name], values.get(name, {}), share, assumptions[f"precedent_{name}"].base
        )
        for name, share in shares.items()
    )


def _band(share: float, assumptions: Mapping[str, Assumption]) -> str:
    medium = assumptions["precedent_middle_from"].base
    high = assumptions["precedent_high_from"].base
    if share >= high:
        return HIGH
    return MEDIUM if share >= medium else LOW


def _chances(assumptions: Mapping[str, Assumption]) -> dict[str, Range]:
    chances = {band: _ends(assumptions[name]) for band, name in CHANCES.items()}
    return {NONE: Range(0.0, 0.0, 0.0), **chances}


def _present_value(years: float, scenario: Scenario) -> float:
    """Today's value of a euro a year over `years` from the plan's end on; part of a year counts for
    that part.
    """
    whole = int(years)
    parts = [1.0] * whole + [years - whole]
    return sum(
        part * discount_factor(scenario, scenario.years + year) for year, part in enumerate(parts)
    )


def _ends(of: Assumption) -> Range:
    return Range(of.low, of.base, of.high)


def _notes(
    band: str, plan: CategoryPlan, scenario: Scenario, facts: CompanyFacts
) -> tuple[Message, ...]:
    said = [(NOTHING, {})] if band == NONE else [(JUDGED, {}), (LAW, {})]
    if band != NONE and scenario.tax_profile != NO_RULES and rates_for_plan(plan, facts.employer):
        said.append((FIRST_YEARS_RATES, {"year": str(scenario.tax_year)}))
    return (
        (*said, (COUNCIL, {"n": COUNCIL_FROM})) if facts.employees >= COUNCIL_FROM else tuple(said)
    )

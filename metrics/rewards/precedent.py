"""What a repeated reward may become: a score card, a probability and a liability.

The criteria of the card are those by which Dutch courts decide whether an employer's practice has
become a condition of employment. No source gives a probability: the bands are a starting point, and
the probability is the company's own judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.i18n import N_, Message
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.inputs import assumptions_in_force
from metrics.rewards.scenario import CategoryPlan, Scenario, ScenarioError
from metrics.rewards.tax_terms import cost_if_all_qualify, discount_factor, rates_for_plan
from metrics.value.assumptions import ENDS, Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Range
from metrics.value.tax import NO_RULES

NO_RISK = "none"
LOW = "low"
MEDIUM = "medium"
HIGH = "high"
RISK_BANDS = {NO_RISK: N_("none"), LOW: N_("low"), MEDIUM: N_("medium"), HIGH: N_("high")}
PROBABILITIES = {  # the assumption that holds the probability of each band
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
    """One line of the score card: `share` (0 to 1) of `weight` counts.

    `title` is a sentence key with its `values`.
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
    """The risk that the reward of one category becomes an entitlement.

    `points` of `most` on the score card give the `band` (NONE where nothing is given), the band
    gives the `probability`.

    `liability`, in euros of today, is probability × what the reward of the `circle` would cost in a
    year (`yearly`, at employer cost) × the `years` for which it would have to be paid after the
    plan's end, discounted; its low end has every number at its low end. It is an expected cost,
    apart from what the plan itself costs. `notes` are sentence keys with values.
    """

    category: str
    lines: tuple[ScoreLine, ...]
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
    """Return the risk that `plan`'s reward becomes an entitlement, and its expected cost.

    The circle is one mentor for each pairing. Raise ScenarioError with every fault of the scenario
    with that plan alone, including its assumptions and the tax rates that its first year needs.
    """
    alone = replace(scenario, categories=(plan,), years=1)
    if faults := appraisal_faults(alone, assumptions, facts.employer):
        raise ScenarioError(faults)
    assumptions = assumptions_in_force(scenario, assumptions)
    lines = score_card(plan, scenario, facts, assumptions)
    points = sum(line.points for line in lines)
    most = sum(line.weight for line in lines)
    yearly = cost_if_all_qualify(plan, scenario, facts, assumptions, people=plan.pairings)
    band = _band(points / most, assumptions) if yearly else NO_RISK
    probability = (
        _ends(assumptions[PROBABILITIES[band]]) if band != NO_RISK else Range(0.0, 0.0, 0.0)
    )
    years = _ends(assumptions["precedent_years"])
    liability = Range(
        *(
            getattr(probability, end) * yearly * _present_value(getattr(years, end), scenario)
            for end in ENDS
        )
    )
    return PrecedentRisk(
        plan.category,
        lines,
        points,
        most,
        band,
        probability,
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
    """Return the six criteria, in the order of their weights as shipped.

    One year counts for nothing, `precedent_long` years for all points; a circle from
    `precedent_wide` of the employees on for all points; a reward in kind for the share
    `precedent_in_kind` of what cash counts for, recognition for nothing.
    """
    reward = plan.reward
    years = plan.reward.years_before + scenario.years
    long = assumptions["precedent_long"].base
    wide = assumptions["precedent_wide"].base
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
    if share >= assumptions["precedent_high_from"].base:
        return HIGH
    return MEDIUM if share >= assumptions["precedent_middle_from"].base else LOW


def _present_value(years: float, scenario: Scenario) -> float:
    """Return today's value of a euro a year over `years` from the plan's end on.

    Part of a year counts for that part.
    """
    whole = int(years)
    parts = [1.0] * whole + [years - whole]
    return sum(
        part * discount_factor(scenario, scenario.years + year) for year, part in enumerate(parts)
    )


def _ends(assumption: Assumption) -> Range:
    return Range(assumption.low, assumption.base, assumption.high)


def _notes(
    band: str, plan: CategoryPlan, scenario: Scenario, facts: CompanyFacts
) -> tuple[Message, ...]:
    council: tuple[Message, ...] = ()
    if facts.employees >= COUNCIL_FROM:
        council = ((COUNCIL, {"n": COUNCIL_FROM}),)
    if band == NO_RISK:
        return ((NOTHING, {}), *council)
    rates: tuple[Message, ...] = ()
    if scenario.tax_profile != NO_RULES and rates_for_plan(plan, facts.employer):
        rates = ((FIRST_YEARS_RATES, {"year": str(scenario.tax_year)}),)
    return ((JUDGED, {}), (LAW, {}), *rates, *council)

"""The business case of each category, from the company's own data.

A case says what is at stake, what mentoring did for it, who can mentor, what it costs, whether
experts are in-house, and how urgent the leader finds it. A figure that is not known stays missing,
with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.i18n import N_
from metrics.priorities.category_tree import Category, CategoryTree
from metrics.priorities.company_evidence import (
    ASSUMED,
    ENTERED,
    MEASURED,
    CaseFigure,
    CompanyEvidence,
    SubjectCell,
)
from metrics.priorities.ranking import EASE, LESS, Criterion, RankingOption, UncertainValue
from metrics.priorities.stake import category_cells, stake
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, MeasuredEffect
from metrics.value.published import Study, studies_about

STAKE = "stake"
EFFECT = "effect"
MENTORS = "mentors"
COSTS = "cost"
SOLUTION = "solution"
URGENCY = "urgency"
CRITERIA = (
    Criterion(STAKE),
    Criterion(EFFECT),
    Criterion(URGENCY),
    Criterion(MENTORS, about=EASE),
    Criterion(COSTS, LESS, EASE),
    Criterion(SOLUTION, about=EASE),
)
MONTHS = 12

MENTORS_HIDDEN = N_(
    "Not shown to protect privacy: fewer than {threshold} people who mentored in this category are "
    "still employed. See Mentors for who can mentor."
)
NO_MENTORS = N_(
    "No one who mentored in this category is still employed. See Mentors for who can mentor."
)
NO_RECENT_PAIRING = N_(
    "No pairing started in the last twelve months, so it is not known how many mentors are needed."
)
NO_PLAN = N_(
    "No pairing started in the last twelve months, so there is no plan to price. "
    "Calculate the cost of a plan under Rewards."
)
NOT_SEARCHED = N_("No one has looked for in-house experts or practices yet.")
NOT_ENTERED = N_("You have not entered an urgency.")

YearlyCost = tuple[float, float, float]  # base, low, high, in euros


@dataclass(frozen=True)
class BusinessCase:
    """A category's case.

    A criterion whose figure is None is missing; `missing` holds the reason, a sentence key.
    `cells` are what the category is about. `studies` are published findings. `mentors` counts who
    mentored in it and is still employed, `needed` how many are needed at one time.
    """

    category: Category
    figures: Mapping[str, CaseFigure | None]
    missing: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[SubjectCell, ...] = ()
    studies: tuple[Study, ...] = ()
    mentors: int | None = None
    needed: float | None = None

    @property
    def option(self) -> RankingOption:
        """Return the case as an option of the ranking."""
        return RankingOption(
            self.category.code,
            {name: figure.amount if figure else None for name, figure in self.figures.items()},
        )


def business_cases(
    tree: CategoryTree,
    facts: CompanyFacts,
    evidence: CompanyEvidence,
    assumptions: Mapping[str, Assumption],
    costs: Mapping[str, YearlyCost],
    urgency: Mapping[str, float] | None = None,
) -> tuple[BusinessCase, ...]:
    """Return the case of every broad category in use.

    `facts` and `evidence` must be released. `costs` is what today's plan costs a year by category,
    `urgency` what the leader entered.
    """
    return tuple(
        _case(category, tree, facts, evidence, assumptions, costs, urgency or {})
        for category in tree.in_use()
    )


def _case(
    category: Category,
    tree: CategoryTree,
    facts: CompanyFacts,
    evidence: CompanyEvidence,
    assumptions: Mapping[str, Assumption],
    costs: Mapping[str, YearlyCost],
    urgency: Mapping[str, float],
) -> BusinessCase:
    code = category.code
    cells = category_cells(category, tree)
    category_facts = facts.categories.get(code)
    mentors = evidence.available_mentors.get(code)
    needed = None
    if category_facts and category_facts.recent:
        needed = category_facts.recent * category_facts.months / MONTHS
    results: dict[str, CaseFigure | str] = {
        STAKE: stake(category, cells, evidence, assumptions),
        EFFECT: _effect(category_facts, facts, assumptions),
        URGENCY: _exact(urgency[code], ENTERED) if code in urgency else NOT_ENTERED,
        MENTORS: _mentors(mentors, needed, hidden=code in evidence.hidden_mentors),
        COSTS: _cost(costs[code]) if code in costs else NO_PLAN,
        SOLUTION: evidence.in_house_experts.get(code, NOT_SEARCHED),
    }
    return BusinessCase(
        category,
        {name: None if isinstance(one, str) else one for name, one in results.items()},
        {name: one for name, one in results.items() if isinstance(one, str)},
        cells,
        _studies(category),
        mentors,
        needed,
    )


def _exact(value: float, kind: str) -> CaseFigure:
    return CaseFigure(UncertainValue.exact(float(value)), kind)


def _mentors(mentors: int | None, needed: float | None, *, hidden: bool) -> CaseFigure | str:
    """Return the share of the mentors needed that is available, at most 1, or why it is missing."""
    if hidden:
        return MENTORS_HIDDEN
    if not mentors:
        return NO_MENTORS
    return _exact(min(mentors / needed, 1.0), MEASURED) if needed else NO_RECENT_PAIRING


def _effect(
    category_facts: CategoryFacts | None, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> CaseFigure:
    """Return the share of mentees who would have left within twelve months and did not.

    Measured in the company, else as published.
    """
    if category_facts and category_facts.exits:
        return CaseFigure(
            _interval(category_facts.exits),
            MEASURED,
            N_("Exits avoided in twelve months, measured in your company."),
        )
    ratio = assumptions["published_exit_ratio"]
    leaving = assumptions["leaver_share"].base if facts.leaving is None else facts.leaving
    return CaseFigure(
        UncertainValue(
            leaving * (1 - ratio.base), leaving * (1 - ratio.high), leaving * (1 - ratio.low)
        ),
        ASSUMED,
        N_("Not measured in your company; based on published studies."),
        grade=ratio.grade,
    )


def _interval(effect: EffectEstimate) -> UncertainValue:
    measured = MeasuredEffect("", effect)
    return UncertainValue(measured.base, measured.low, measured.high)


def _cost(cost: YearlyCost) -> CaseFigure:
    """Return the yearly cost of the category's own lines, without what all categories share."""
    return CaseFigure(
        UncertainValue(*cost),
        MEASURED,
        N_("Hours of mentors and mentees, check-ins and the current reward, per year."),
    )


def _studies(category: Category) -> tuple[Study, ...]:
    names = dict.fromkeys((category.code, category.goal_group, category.outcome_metric))
    return tuple(dict.fromkeys(study for name in names if name for study in studies_about(name)))

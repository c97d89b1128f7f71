"""Each category's case from the company's own data: what is at stake, what mentoring did for it,
who can mentor, what it costs, whether somebody inside already knows the way, and how urgent the
leader finds it. What is not known stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from metrics.i18n import N_
from metrics.inference.rate_shrinkage import cell_rates
from metrics.priorities.category_tree import Category, Tree
from metrics.priorities.drilldown import CUSTOMERS, GROUP, PEOPLE, Cube, Place, against_rest
from metrics.priorities.gap import Gap
from metrics.priorities.ranking import EASE, LESS, Criterion, Known, Option
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, MeasuredEffect
from metrics.value.published import Study, studies_about
from metrics.warehouse.engine import Session

AVAILABLE = Path(__file__).parent / "sql" / "available.sql"
STAKE, EFFECT, MENTORS, COSTS, SOLUTION, URGENCY = (
    "stake",
    "effect",
    "mentors",
    "cost",
    "solution",
    "urgency",
)
CRITERIA = (
    Criterion(STAKE),
    Criterion(EFFECT),
    Criterion(URGENCY),
    Criterion(MENTORS, about=EASE),
    Criterion(COSTS, LESS, EASE),
    Criterion(SOLUTION, about=EASE),
)
MEASURED, ASSUMED, ENTERED = "measured", "assumed", "entered"
MONTHS = 12
WHY = {
    STAKE: N_("The category names no customers, department or measure, so nothing can be counted."),
    EFFECT: N_("Nothing has been measured for this category yet."),
    MENTORS: N_(
        "Fewer than ten people have mentored in it, or no pairing started in the last twelve "
        "months. See Mentors for who can mentor."
    ),
    COSTS: N_(
        "No pairing started in the last twelve months, so there is no plan to price. "
        "Calculate the cost of a plan under Rewards."
    ),
    SOLUTION: N_("No one has looked for in-house experts or practices yet."),
    URGENCY: N_("You have not entered an urgency."),
}


@dataclass(frozen=True)
class Figure:
    """A figure of a case between its ends: MEASURED in the company, ASSUMED (with its grade) or
    ENTERED by the leader. `says` is a sentence key with `values`: where it comes from.
    """

    known: Known
    kind: str
    says: str = ""
    values: Mapping[str, object] | None = None
    grade: str = ""


@dataclass(frozen=True)
class Case:
    """A category's case; a criterion of `figures` that is None is missing, and WHY says why.
    `places` are the cells that it is about, by subject; `studies` what others published; `mentors`
    who are there, `needed` at one time.
    """

    category: Category
    figures: Mapping[str, Figure | None]
    places: tuple[tuple[str, Place], ...] = ()
    studies: tuple[Study, ...] = ()
    mentors: int | None = None
    needed: float | None = None

    @property
    def option(self) -> Option:
        """The case as an option of the ranking."""
        return Option(
            self.category.category,
            {name: one.known if one else None for name, one in self.figures.items()},
        )


@dataclass(frozen=True)
class Inside:
    """What the cases are made of, besides facts: cubes by subject, gaps by metric and department,
    mentors who are still there by category, the experts found inside, by each category where
    somebody looked, and the cells of people within each goal group.
    """

    cubes: Mapping[str, Cube]
    gaps: Mapping[str, Mapping[str, Gap]]
    available: Mapping[str, int]
    solutions: Mapping[str, Figure] = field(default_factory=dict)
    groups: Mapping[str, Cube] = field(default_factory=dict)

    def cube(self, subject: str, place: Place) -> Cube | None:
        """The cells beside which that place of a subject is read; None where there are none."""
        if subject != GROUP:
            return self.cubes.get(subject)
        name, everybody = place[0], self.cubes.get(PEOPLE)
        own = self.groups[name].cells.get(self.groups[name].top) if name in self.groups else None
        whole = everybody.cells.get(everybody.top) if everybody else None
        return against_rest(name, own, whole) if own and whole else None


def available(session: Session) -> dict[str, int]:
    """How many of those who ever mentored in a category are still employed, by category."""
    return dict(session.rows(AVAILABLE))


def cases(
    tree: Tree,
    facts: CompanyFacts,
    inside: Inside,
    assumptions: Mapping[str, Assumption],
    costs: Mapping[str, tuple[float, float, float]],
    urgency: Mapping[str, float] | None = None,
) -> tuple[Case, ...]:
    """The case of every broad category in use. All that goes in has to be released; `costs` is what
    today's plan costs a year by category (base, low, high), `urgency` the leader's own.
    """
    return tuple(
        _case(one, tree, facts, inside, assumptions, costs, urgency or {}) for one in tree.in_use()
    )


def about_what(category: Category, tree: Tree) -> tuple[tuple[str, Place], ...]:
    """The subjects and places that a category is about: its own; else all customers, where it is
    known to be about them; else those of its sub-categories. Empty where none is named.

    A goal group of a sub-category counts for the broader one only where that has nothing else:
    whoever stands in a group stands in a department too, and would count twice.
    """
    if own := _place(category, tree):
        return (own,)
    if category.at_stake in (CUSTOMERS, PEOPLE):
        return ((category.at_stake, (None, None, None)),)
    below = dict.fromkeys(
        place for part in tree.below(category.category) for place in about_what(part, tree)
    )
    apart = tuple(one for one in below if one[0] != GROUP)
    return apart or (tuple(below) if len(below) == 1 else ())


def _place(one: Category, tree: Tree) -> tuple[str, Place] | None:
    if one.goal_group in tree.groups:
        return GROUP, (one.goal_group,)
    if one.segment or one.product:
        return CUSTOMERS, (one.segment or None, one.product or None, one.department or None)
    return (PEOPLE, (one.department, None, None)) if one.department else None


def _case(
    one: Category,
    tree: Tree,
    facts: CompanyFacts,
    inside: Inside,
    assumptions: Mapping[str, Assumption],
    costs: Mapping[str, tuple[float, float, float]],
    urgency: Mapping[str, float],
) -> Case:
    code, places = one.category, about_what(one, tree)
    here = facts.categories.get(code)
    mentors, needed = (
        inside.available.get(code),
        here.recent * here.months / MONTHS if here and here.recent else None,
    )
    return Case(
        one,
        {
            STAKE: _stake(one, places, inside, assumptions),
            EFFECT: _effect(here, facts, assumptions),
            URGENCY: _sure(urgency.get(code), ENTERED),
            MENTORS: _sure(min(mentors / needed, 1.0) if mentors and needed else None, MEASURED),
            COSTS: _cost(costs.get(code)),
            SOLUTION: inside.solutions.get(code),
        },
        places,
        _studies(one),
        mentors,
        needed,
    )


def _sure(value: float | None, kind: str) -> Figure | None:
    return None if value is None else Figure(Known.sure(float(value)), kind)


def _stake(
    one: Category,
    places: Sequence[tuple[str, Place]],
    inside: Inside,
    assumptions: Mapping[str, Assumption],
) -> Figure | None:
    """Euros a year; None where a part of it is not known, so that a category never looks small for
    want of data.
    """
    if one.outcome_metric in inside.gaps:
        departments = {place[0] for subject, place in places if subject == PEOPLE}
        return _gap(
            one.outcome_metric, [inside.gaps[one.outcome_metric].get(name) for name in departments]
        )
    parts = list(_losses(places, inside, assumptions))
    if not parts or None in parts:
        return None
    says = {
        CUSTOMERS: N_("Margin of customers lost per year."),
        PEOPLE: N_("Cost per year of replacing leavers."),
        GROUP: N_("Cost per year of replacing the group's leavers, conservative estimate."),
    }
    subjects = {subject for subject, _place in places}
    text = (
        says[subjects.pop()]
        if len(subjects) == 1
        else N_("Margin of customers lost and replacement cost of leavers, per year.")
    )
    known = Known(*(sum(getattr(part, end) for part in parts) for end in ("value", "low", "high")))
    return Figure(known, MEASURED, text)


def _losses(
    places: Sequence[tuple[str, Place]], inside: Inside, assumptions: Mapping[str, Assumption]
) -> Iterator[Known | None]:
    """The loss of each place with its ends: the chance in how many were lost, and for people the
    cost of replacing.
    """
    price = assumptions["replacement_cost"]
    dear = Known(1.0, price.low / price.base, price.high / price.base)
    for subject, place in places:
        cube = inside.cube(subject, place)
        counts = cube.cells.get(place) if cube else None
        if counts is None or counts.money is None or counts.years <= 0:
            yield None
        elif subject == GROUP:
            yield _times(_of_group(cube, place), dear)
        else:
            found = cell_rates([counts.lost], [counts.years])[0]
            low, high = (end / found.rate if found.rate else 1.0 for end in (found.low, found.high))
            known = Known(counts.money, counts.money * low, counts.money * high)
            yield _times(known, dear) if subject == PEOPLE else known


def _of_group(cube: Cube, place: Place) -> Known:
    """What the leavers of a goal group cost a year at its rate drawn towards that of the others."""
    cell, whole = cube.cell(place), cube.cells[cube.top]
    each = whole.money / whole.lost if whole.lost else 0.0
    return Known(*(end * cell.counts.years * each for end in (cell.shrunk, cell.low, cell.high)))


def _times(one: Known, other: Known) -> Known:
    return Known(one.value * other.value, one.low * other.low, one.high * other.high)


def _gap(metric: str, found: Sequence[Gap | None]) -> Figure | None:
    if not found or any(one is None or one.worth is None for one in found):
        return None
    low, base, high = (sum(one.worth[end] for one in found) for end in range(3))
    return Figure(
        Known(base, low, high),
        MEASURED,
        N_("Value per year of matching the others on {metric}."),
        {"metric": metric},
    )


def _effect(
    here: CategoryFacts | None, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Figure:
    """The share of mentees who would have left within twelve months and did not: measured, else as
    published.
    """
    if here and here.exits:
        return Figure(
            _between(here.exits),
            MEASURED,
            N_("Exits avoided in twelve months, measured in your company."),
        )
    ratio = assumptions["published_exit_ratio"]
    leaving = assumptions["leaver_share"].base if facts.leaving is None else facts.leaving
    low, value, high = (leaving * (1 - getattr(ratio, end)) for end in ("high", "base", "low"))
    says = N_("Not measured in your company; based on published studies.")
    return Figure(Known(value, low, high), ASSUMED, says, grade=ratio.grade)


def _between(effect: EffectEstimate) -> Known:
    found = MeasuredEffect("", effect)
    return Known(found.base, found.low, found.high)


def _cost(cost: tuple[float, float, float] | None) -> Figure | None:
    """Euros a year of the category's own lines; what all categories share is left out."""
    if cost is None:
        return None
    return Figure(
        Known(*cost),
        MEASURED,
        N_("Hours of mentors and mentees, check-ins and the current reward, per year."),
    )


def _studies(one: Category) -> tuple[Study, ...]:
    names = dict.fromkeys((one.category, one.goal_group, one.outcome_metric))
    return tuple(dict.fromkeys(study for name in names if name for study in studies_about(name)))

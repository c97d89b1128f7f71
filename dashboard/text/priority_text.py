"""What a cell, a case and a ranking say, in words. Pure: released figures and a reader's words in,
sentences out.
"""

from __future__ import annotations

from collections.abc import Iterator

from metrics.disclosure.plain_text import filled
from metrics.i18n import N_, Locale
from metrics.priorities.business_case import (
    ASSUMED,
    COSTS,
    EFFECT,
    MENTORS,
    SOLUTION,
    STAKE,
    URGENCY,
    WHY,
    Case,
)
from metrics.priorities.drilldown import CUSTOMERS, Cell, Cube
from metrics.priorities.ranking import Ranked, Ranking

NOT_KNOWN = N_("not known")
TO_REPLACE = N_("{says}; {money} per year to replace them")
MARGIN_LOST = N_("{says}; {money} of margin lost per year")
TIMES_THE_REST = N_("{says}, {times} times the rest")
LEAVE_RATE = N_("{who}: {rate} leave per year")
LEAST_RESISTANCE = N_(
    "This is the path of least resistance. On the amount at stake, the effect and urgency "
    "alone, {others} would rank first."
)
START_WITH = N_("Start with {name}")
CLOSE = N_("{name} ranks first, but it is close")
FIRST_BY_EASE = N_("{name} ranks first only because it is easy")
CANNOT_TELL = N_("Cannot tell yet which category to start with")
TIED = N_("{names} tie for first place")
DIMENSIONS = {
    "segment": N_("Segment"),
    "product": N_("Product"),
    "department": N_("Department"),
    "grade": N_("Job level"),
    "tenure": N_("Tenure"),
}
TENURE_BANDS = {
    "below_1": N_("less than 1 year"),
    "1_to_2": N_("1 to 2 years"),
    "3_to_5": N_("3 to 5 years"),
    "from_6": N_("6 years and longer"),
}
PLACE_PHRASES = {
    "customers": {
        "segment": N_("in segment {value}"),
        "product": N_("with product {value}"),
        "department": N_("of account managers in {value}"),
    },
    "group": {"group": N_("in the group")},
    "people": {
        "department": N_("in {value}"),
        "grade": N_("at job level {value}"),
        "tenure": N_("employed for {value}"),
    },
}
CRITERION_TITLES = {
    STAKE: N_("At stake per year"),
    EFFECT: N_("Exits avoided"),
    URGENCY: N_("Urgency"),
    MENTORS: N_("Mentors available"),
    COSTS: N_("Cost per year"),
    SOLUTION: N_("In-house experts"),
}
CRITERION_NOUNS = {
    STAKE: N_("amount at stake"),
    EFFECT: N_("exits avoided"),
    URGENCY: N_("urgency"),
    MENTORS: N_("mentors available"),
    COSTS: N_("cost"),
    SOLUTION: N_("in-house experts"),
}
EASY = 0.5
MOSTLY = 0.5  # of the ways to weigh: below it another comes first as often
GRADES = {
    "source": N_("source"),
    "secondary": N_("secondary source"),
    "derived": N_("derived"),
    "judgement": N_("judgement"),
}


def dimension_value(dimension: str, value: str, _: Locale) -> str:
    """A value of a dimension as the reader calls it."""
    if dimension == "tenure":
        return _(TENURE_BANDS[value])
    return value or _("not named")


def problem_sentence(cube: Cube, cell: Cell, _: Locale) -> str:
    """The one sentence a path ends in."""
    customers = cube.subject == CUSTOMERS
    who = " ".join(
        _(PLACE_PHRASES[cube.subject][name], value=dimension_value(name, value, _))
        for name, value in zip(cube.dimensions, cell.place, strict=True)
        if value is not None
    )
    subject = _("Customers") if customers else _("People")
    says = _(
        LEAVE_RATE,
        who=f"{subject} {who}" if who else subject,
        rate=_.percent(cell.shrunk),
    )
    if cell.times is not None:
        says = _(TIMES_THE_REST, says=says, times=_.number(cell.times, 1))
    if cell.counts.money is None:
        return says
    money = _.money_short(cell.counts.money)
    if customers:
        return _(MARGIN_LOST, says=says, money=money)
    return _(TO_REPLACE, says=says, money=money)


def criterion_figure(name: str, value: float, _: Locale) -> str:
    """A figure of a criterion with its unit."""
    if name in (STAKE, COSTS):
        return _.money_short(value)
    if name == EFFECT:
        return _("{n} per 100 mentees", n=_.signed(100 * value, 1))
    if name == MENTORS:
        return _("enough") if value >= 1 else _("{share} of what is needed", share=_.percent(value))
    return _.number(value)


def criterion_row(case: Case, name: str, _: Locale) -> tuple[str, str, str]:
    """The figure of one criterion, its ends, and where it comes from; or that it is not known, and
    why.
    """
    found = case.figures[name]
    if found is None:
        return _(NOT_KNOWN), "", _(WHY[name])
    known = found.known
    low, high = (
        _.signed(100 * end, 1) if name == EFFECT else criterion_figure(name, end, _)
        for end in (known.low, known.high)
    )
    between = _("{low} to {high}", low=low, high=high) if known.high - known.low > 1e-9 else ""
    says = filled(found.says, found.values or {}, _) if found.says else ""
    if found.kind == ASSUMED:
        says = _("{says} Source type: {grade}.", says=says, grade=_(GRADES[found.grade]))
    if name == EFFECT and known.low < 0 < known.high:
        says = _("{says} The range includes zero: there may be no effect.", says=says)
    if name == MENTORS:
        says = _(
            (
                "{mentors} people who mentored in this category are still employed; {needed} are "
                "needed at any one time."
            ),
            mentors=_.number(case.mentors or 0),
            needed=_.number(case.needed or 0),
        )
    return criterion_figure(name, known.value, _), between, says


def mostly_ease(one: Ranked) -> bool:
    """Whether more than half of its score is only that it is easy."""
    return one.ease > EASY


def first_place_share(one: Ranked, _: Locale) -> str:
    """How often it comes first, over all weights there can be."""
    low, high = (_.percent(share) for share in one.first)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def headline(ranking: Ranking, names: dict[str, str], _: Locale) -> str:
    """Who earned attention first, or why nobody did."""
    first = [names[name] for name in ranking.first]
    if not first:
        return _(CANNOT_TELL)
    if len(first) > 1:
        return _(TIED, names=_(" and ").join(first))
    if ranking.least_resistance:
        return _(FIRST_BY_EASE, name=first[0])
    if ranking.ranked[0].first[0] < MOSTLY:
        return _(CLOSE, name=first[0])
    return _(START_WITH, name=first[0])


def cautions(ranking: Ranking, names: dict[str, str], _: Locale, most: int = 3) -> Iterator[str]:
    """What to know before following the order: ease alone, what is missing, and what would change
    the first place.
    """
    if ranking.least_resistance:
        others = _(" or ").join(names[name] for name in ranking.least_resistance)
        yield _(
            LEAST_RESISTANCE,
            others=others,
        )
    said = [
        _(
            (
                "{other} would rank first if the weight of {criterion} were {weight} instead of "
                "{now}."
            ),
            other=names[one.other],
            criterion=_(CRITERION_NOUNS[one.criterion]),
            weight=weight,
            now=now,
        )
        for one in ranking.flips
        for weight, now in [_apart(one.weight, _weight(ranking, one.criterion), _)]
    ]
    said += [
        _(
            "{name} would rank first with this value for {criterion}: {value}.",
            name=names[one.name],
            criterion=_(CRITERION_NOUNS[one.criterion]),
            value=criterion_figure(one.criterion, one.value, _),
        )
        for one in ranking.reaches
    ]
    for one in ranking.ranked:
        if one.missing and one.rank > 1 and one.most > ranking.ranked[0].score:
            yield _(
                "{name} could rank first. Not known: {missing}.",
                name=names[one.name],
                missing=_(" and ").join(_(CRITERION_NOUNS[name]) for name in one.missing),
            )
    yield from said[:most]


def _apart(one: float, other: float, _: Locale) -> tuple[str, str]:
    """Two shares with as many digits as it takes to tell them apart, three at most."""
    digits = next((n for n in range(3) if round(100 * one, n) != round(100 * other, n)), 3)
    return _.percent(one, digits), _.percent(other, digits)


def _weight(ranking: Ranking, criterion: str) -> float:
    return next(one.weight for one in ranking.swings if one.criterion.name == criterion)

"""Sentences about priorities: a problem, the business case of a category, the ranking. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.text.labels import SOURCE_TYPES, CategoryNames
from metrics.disclosure import filled
from metrics.i18n import N_, Locale
from metrics.priorities import (
    ASSUMED,
    COSTS,
    CUSTOMERS,
    EFFECT,
    MENTORS,
    SOLUTION,
    STAKE,
    URGENCY,
    BusinessCase,
    Cell,
    Cube,
    Ranked,
    Ranking,
    UncertainValue,
)
from metrics.scope import SMALLEST_GROUP

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
MOSTLY_EASE = 0.5  # share of a score; above it the category ranks high mainly for being easy
OFTEN_FIRST = 0.5  # share of weightings; below it another category ranks first as often
SAME = 1e-9  # ends of a range that are closer than this are one figure


def dimension_value(dimension: str, value: str, _: Locale) -> str:
    """Return a value of a dimension as the reader calls it."""
    if dimension == "tenure":
        return _(TENURE_BANDS[value])
    return value or _("not named")


def problem_sentence(cube: Cube, cell: Cell, _: Locale) -> str:
    """Return the problem of a cell in one sentence: who leaves, how often, and at what cost."""
    customers = cube.subject == CUSTOMERS
    place = " ".join(
        _(PLACE_PHRASES[cube.subject][name], value=dimension_value(name, value, _))
        for name, value in zip(cube.dimensions, cell.key, strict=True)
        if value is not None
    )
    subject = _("Customers") if customers else _("People")
    sentence = _(
        LEAVE_RATE,
        who=f"{subject} {place}" if place else subject,
        rate=_.percent(cell.shrunk),
    )
    if cell.relative_rate is not None:
        times = _.number(cell.relative_rate, 1)
        sentence = _(TIMES_THE_REST, says=sentence, times=times)
    if cell.counts.money is None:
        return sentence
    money = _.money_short(cell.counts.money)
    if customers:
        return _(MARGIN_LOST, says=sentence, money=money)
    return _(TO_REPLACE, says=sentence, money=money)


def criterion_figure(criterion: str, value: float, _: Locale) -> str:
    """Return a figure of a criterion with its unit."""
    if criterion in (STAKE, COSTS):
        return _.money_short(value)
    if criterion == EFFECT:
        return _("{n} per 100 mentees", n=_.signed(100 * value, 1))
    if criterion == MENTORS:
        return _("enough") if value >= 1 else _("{share} of what is needed", share=_.percent(value))
    return _.number(value)


def criterion_row(case: BusinessCase, criterion: str, _: Locale) -> tuple[str, str, str]:
    """Return the figure of one criterion, its range, and where it comes from.

    A figure that is not known says so, with the reason.
    """
    figure = case.figures[criterion]
    if figure is None:
        return _(NOT_KNOWN), "", _(case.missing[criterion], threshold=SMALLEST_GROUP)
    known = figure.amount
    source = filled(figure.says, figure.values or {}, _) if figure.says else ""
    if figure.kind == ASSUMED:
        source_type = _(SOURCE_TYPES[figure.grade])
        source = _("{says} Source type: {grade}.", says=source, grade=source_type)
    if criterion == EFFECT and known.low < 0 < known.high:
        source = _("{says} The range includes zero: there may be no effect.", says=source)
    if criterion == MENTORS:
        source = _(
            (
                "{mentors} people who mentored in this category are still employed; {needed} are "
                "needed at any one time."
            ),
            mentors=_.number(case.mentors or 0),
            needed=_.number(case.needed or 0),
        )
    return criterion_figure(criterion, known.value, _), _range(criterion, known, _), source


def mostly_ease(ranked: Ranked) -> bool:
    """Return whether more than half of a category's score is only that it is easy."""
    return ranked.ease_share > MOSTLY_EASE


def first_place_share(ranked: Ranked, _: Locale) -> str:
    """Return under what share of all weightings a category ranks first."""
    low, high = (_.percent(share) for share in ranked.first_share)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def headline(ranking: Ranking, names: CategoryNames, _: Locale) -> str:
    """Return which category ranks first and how firmly, or that none does."""
    first = [names[name] for name in ranking.first]
    if not first:
        return _(CANNOT_TELL)
    if len(first) > 1:
        return _(TIED, names=_(" and ").join(first))
    if ranking.least_resistance:
        return _(FIRST_BY_EASE, name=first[0])
    if ranking.ranked[0].first_share[0] < OFTEN_FIRST:
        return _(CLOSE, name=first[0])
    return _(START_WITH, name=first[0])


def cautions(ranking: Ranking, names: CategoryNames, _: Locale, most: int = 3) -> Iterator[str]:
    """Yield what to know before following the order.

    First whether ease alone decides it, then which categories could rank first once missing
    figures are known, then at most `most` changes that would give another first place.
    """
    if ranking.least_resistance:
        yield _(
            LEAST_RESISTANCE,
            others=_(" or ").join(names[name] for name in ranking.least_resistance),
        )
    for ranked in ranking.ranked:
        if ranked.missing and ranked.rank > 1 and ranked.best_possible > ranking.ranked[0].score:
            missing = (_(CRITERION_NOUNS[criterion]) for criterion in ranked.missing)
            yield _(
                "{name} could rank first. Not known: {missing}.",
                name=names[ranked.name],
                missing=_(" and ").join(missing),
            )
    yield from [*_weight_changes(ranking, names, _), *_figure_changes(ranking, names, _)][:most]


def _range(criterion: str, known: UncertainValue, _: Locale) -> str:
    """Return the range of a figure; empty where it is certain."""
    if known.high - known.low <= SAME:
        return ""
    low, high = (
        _.signed(100 * end, 1) if criterion == EFFECT else criterion_figure(criterion, end, _)
        for end in (known.low, known.high)
    )
    return _("{low} to {high}", low=low, high=high)


def _weight_changes(ranking: Ranking, names: CategoryNames, _: Locale) -> Iterator[str]:
    """Yield the weights at which another category would rank first."""
    weights = {swing.criterion.name: swing.weight for swing in ranking.swing_weights}
    for flip in ranking.critical_weights:
        weight, now = _distinct_shares(flip.weight, weights[flip.criterion], _)
        yield _(
            (
                "{other} would rank first if the weight of {criterion} were {weight} instead of "
                "{now}."
            ),
            other=names[flip.other],
            criterion=_(CRITERION_NOUNS[flip.criterion]),
            weight=weight,
            now=now,
        )


def _figure_changes(ranking: Ranking, names: CategoryNames, _: Locale) -> Iterator[str]:
    """Yield the figures with which another category would rank first."""
    for reach in ranking.critical_values:
        yield _(
            "{name} would rank first with this value for {criterion}: {value}.",
            name=names[reach.name],
            criterion=_(CRITERION_NOUNS[reach.criterion]),
            value=criterion_figure(reach.criterion, reach.value, _),
        )


def _distinct_shares(first: float, second: float, _: Locale) -> tuple[str, str]:
    """Return two shares with as many decimals as it takes to tell them apart, three at most."""
    digits = next((n for n in range(3) if round(100 * first, n) != round(100 * second, n)), 3)
    return _.percent(first, digits), _.percent(second, digits)

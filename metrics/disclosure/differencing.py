"""How many mentees stand behind every question that filters can ask, so that few are not told by
many answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from metrics.catalog import Metric
from metrics.evaluate import evaluate
from metrics.priorities.drilldown import Counts, Cube, Place
from metrics.scope import FILTERS, Scope
from metrics.warehouse.engine import Session

MENTEES = "mentees"
CROSSED = 2
"""At most so many filters are asked at a time: with each more, more groups differ by one person."""
ASKED = (
    f"select first_pairing.person_id, first_pairing.{', person.'.join(FILTERS)} from first_pairing "
    "left join person "
    "on person.person_id = first_pairing.person_id"
)
COMPARED = {
    "time to event": "select distinct person_id from matched where arm = 1",
    "panel": "select distinct person_id from difference where treated = 1 and t >= g",
}


def narrowed(session: Session, metric: Metric, run: Mapping[str, float] | None = None) -> Cube:
    """The mentees by the values of at most CROSSED of FILTERS: `units` who were paired, `people`
    who are compared in the metric's answer about the whole company, which is worked out in this
    session.
    """
    evaluate(metric, session, run=run)
    compared = {person for (person,) in session.rows(COMPARED[metric.shape])}
    return parts_of([(person in compared, *values) for person, *values in session.rows(ASKED)])


def parts_of(mentees: Sequence[tuple]) -> Cube:
    """The cells of mentees, each given as whether they are compared and their value in each of
    FILTERS.
    """
    units, people = Counter(), Counter()
    for compared, *values in mentees:
        for place in _places([value or "" for value in values]):
            units[place] += 1
            people[place] += compared
    return Cube(
        MENTEES, {place: Counts(n, people[place], 0.0, 0, None) for place, n in units.items()}
    )


def place_of(scope: Scope) -> Place:
    """The place of a scope's filters."""
    return tuple(scope.value(column) for column in FILTERS)


def _places(values: Sequence[str]) -> Iterator[Place]:
    """Every place in which somebody with these values stands."""
    for n in range(CROSSED + 1):
        for chosen in combinations(range(len(values)), n):
            yield tuple(value if at in chosen else None for at, value in enumerate(values))

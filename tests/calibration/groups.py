"""The answer for each programme or department beside its truth: Holm's intervals and shrunken ones,
and what a portfolio makes of the programmes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from metrics.comparison import values_of
from metrics.evaluate import Answer, adjust_for_multiplicity, headline
from metrics.scope import MENTEE, Scope
from tests.calibration.money import portfolio_row
from tests.calibration.run import (
    METRICS,
    PERFORMANCE,
    RETENTION,
    Answered,
    Drawn,
    Product,
    Row,
    true_effect,
    true_share,
)

KINDS = {"category": "Holm", "department": "shrunk"}


@dataclass(frozen=True)
class Group:
    """One group's own answer, not adjusted for the number of groups, and what is true of it."""

    answer: Answer
    true: float
    true_share: float


def group_rows(product: Product, drawn: Drawn, known: Mapping[str, Answered]) -> Iterator[Row]:
    """The groups' answers by programme and by department, and the portfolio of the programmes."""
    for column, kind in KINDS.items():
        if column not in _columns(drawn):
            continue
        groups = {metric: _groups(product, drawn, metric, column) for metric in METRICS}
        adjusted = {
            metric: adjust_for_multiplicity({name: one.answer for name, one in of.items()}, column)
            for metric, of in groups.items()
        }
        for metric in METRICS:
            yield from _rows_of(drawn, metric, kind, groups[metric], adjusted[metric])
        if column == "category":
            months, points = groups[RETENTION], groups[PERFORMANCE]
            true = {
                name: {"exits": months[name].true_share, "score": points[name].true}
                for name in months
                if name in points
            }
            whole = {metric: one.answer for metric, one in known.items()}
            if row := portfolio_row(product, drawn, whole, adjusted, true):
                yield row


def _columns(drawn: Drawn) -> list[str]:
    """By what the company is divided: what effects differ by, and both where there are none."""
    return list(KINDS) if drawn.scenario.no_effect else [drawn.scenario.groups]


def _groups(product: Product, drawn: Drawn, metric: str, column: str) -> dict[str, Group]:
    found = {}
    with product.session() as session:
        headline.prepare(product.metrics[metric], session, Scope(), None)
        for value in values_of(session, column, MENTEE):
            scope = Scope().narrowed(column, value)
            answer = headline.answer(product.metrics[metric], session, scope)
            if answer.estimate is not None:
                true = true_effect(session, drawn, answer)
                found[value] = Group(answer, true, true_share(session, drawn, answer))
    return found


def _rows_of(
    drawn: Drawn,
    metric: str,
    kind: str,
    groups: Mapping[str, Group],
    adjusted: Mapping[str, Answer],
) -> Iterator[Row]:
    """A row per group, as it is alone and as it is adjusted, and one for all groups together."""
    rows = []
    for name, group in groups.items():
        yield drawn.row(metric, f"{kind}: a group alone", group.true, group.answer.estimate)
        rows.append(drawn.row(metric, f"{kind}: a group", group.true, adjusted[name].estimate))
    yield from rows
    told = [row for row in rows if row.estimate == row.estimate]
    if told:
        yield _family(told, f"{kind}: all groups")


def _family(rows: list[Row], figure: str) -> Row:
    """The group farthest from its truth, in halves of its interval's width: if its interval holds
    the truth, all do. It is sure if any of them is wrongly sure."""
    worst = max(rows, key=_distance)
    return replace(worst, figure=figure, sure=any(row.wrongly_sure for row in rows), n=len(rows))


def _distance(row: Row) -> float:
    half = (row.high - row.low) / 2
    return abs(row.estimate - row.truth) / half if half > 0 else 0.0

"""What the hours cost and what mentoring returned, released, and kept for the next reader."""

from __future__ import annotations

from dashboard import data
from metrics import evaluate as evaluation
from metrics import value
from metrics.disclosure import ReleasedAttribution, ReleasedHours, ReleasedOutcome, release
from metrics.disclosure.released_hours import Hours
from metrics.warehouse.snapshot import Snapshot, ask, find

PRICED = ("retention", "performance")


def hours(snapshot: Snapshot) -> tuple[ReleasedHours, ...]:
    """What may be shown of the hours and both prices of them: all together first, then each
    category.
    """
    rows = _hours(snapshot)
    return release(Hours(rows)).rows if rows else ()


def begun(snapshot: Snapshot) -> bool:
    """Whether anybody was paired by the last day of the data."""
    return bool(
        data.asked(
            snapshot, "begun", lambda session: session.rows("select 1 from first_pairing limit 1")
        )
    )


def outcome(snapshot: Snapshot) -> ReleasedOutcome | None:
    """What may be shown of what mentoring returned; None where no effect can be told or nobody
    met.
    """
    known = _outcome(snapshot)
    return None if known is None else release(known)


def attribution(snapshot: Snapshot, column: str) -> ReleasedAttribution | None:
    """What may be shown of the value per category or group of mentors; None where there is none to
    attribute.
    """
    known = data.kept(
        "attribution",
        f"{snapshot.id} {column} {data.version()}",
        lambda: _attributed(snapshot, column),
    )
    return None if known is None else release(known)


def _hours(snapshot: Snapshot) -> tuple[value.CategoryHours, ...]:
    return data.asked(
        snapshot,
        "hours",
        lambda session: value.hours_by_category(session, data.assumptions(snapshot)),
    )


def _outcome(snapshot: Snapshot) -> value.MentoringReturn | None:
    return data.kept("outcome", f"{snapshot.id} {data.version()}", lambda: _returned(snapshot))


def _returned(snapshot: Snapshot) -> value.MentoringReturn | None:
    rows = _hours(snapshot)
    if not rows:
        return None
    stay, perform = (data.unreleased(snapshot.id, name, (), data.version()) for name in PRICED)
    with ask(find(snapshot.id)) as session:
        return value.measure_return(
            session,
            stay=stay,
            perform=perform,
            hours=rows[0],
            assumptions=data.assumptions(snapshot),
        )


def _attributed(snapshot: Snapshot, column: str) -> value.Attribution | None:
    whole = _outcome(snapshot)
    if whole is None:
        return None
    known = data.metrics(data.version())[0]
    with ask(find(snapshot.id)) as session:
        stay, perform = (evaluation.evaluate_by(known[name], session, column) for name in PRICED)
    return value.attribute_return(
        column, stay=stay, perform=perform, pay=whole.salary, assumptions=data.assumptions(snapshot)
    )

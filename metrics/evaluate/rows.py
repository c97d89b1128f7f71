"""Runs a metric's own SQL and looks at what came back before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.catalog import SHAPES, Metric, MetricError
from metrics.warehouse.engine import QueryError, Session

GRAIN = {
    "time to event": (
        "person_id is null or month is null or event is null or event not in (0, 1)",
        "rows without a person or a month, or with an event that is neither 0 nor 1",
    ),
    "panel": ("person_id is null or period is null", "rows without a person or a period"),
    "total": ("numerator is null", "rows without a numerator"),
}


def metric_rows(session: Session, metric: Metric, run: Mapping[str, float]) -> None:
    """Keeps the metric's rows as `metric_rows`; MetricError names the file at fault.

    `run` adds values to the one-row table of that name, for instance outside rates.
    """
    _give_run(session, run)
    try:
        session.step(metric.sql, "metric_rows")
    except QueryError as error:
        raise MetricError(f"{metric.sql}: {error}") from error
    found, wanted = set(session.columns("metric_rows")), SHAPES[metric.shape]
    if missing := [column for column in wanted if column not in found]:
        raise MetricError(f"{metric.sql}: a metric of shape '{metric.shape}' returns {', '.join(wanted)}; "
                          f"{', '.join(missing)} is missing.")
    fault, meaning = GRAIN[metric.shape]
    broken = session.rows(f"select count(*) from metric_rows where {fault}")[0][0]
    if broken:
        raise MetricError(f"{metric.sql}: {broken} {meaning}. Mend the SQL; nothing was computed.")


def _give_run(session: Session, run: Mapping[str, float]) -> None:
    extra = "".join(f", cast({float(value)!r} as double) as {name}" for name, value in sorted(run.items()))
    session.forget("run")
    session.keep("run", f"select run.*{extra} from main.run", source="run")

"""metric x snapshot x scope -> Answer: the one place where catalogue, comparison and inference meet."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.catalog import Metric
from metrics.comparison import values_of
from metrics.evaluate import panel, time_to_event, total
from metrics.evaluate.answer import Answer, Check, Interval, Line, Naive, Part
from metrics.evaluate.rows import metric_rows
from metrics.scope import Scope
from metrics.warehouse.engine import Session

SHAPE = {"time to event": time_to_event.evaluate, "panel": panel.evaluate, "total": total.evaluate}


def evaluate(
    metric: Metric, session: Session, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> Answer:
    """The answer to the metric's question within the scope.

    `run` gives a metric's SQL further run-wide values (assumptions by name). Raises MetricError for SQL that does not
    return its shape and UnknownFilterError for a filter that nobody meets.
    """
    scope = scope or Scope()
    metric_rows(session, metric, scope, run or {})
    return SHAPE[metric.shape](session, metric, scope)


def evaluate_by(
    metric: Metric, session: Session, column: str, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> dict[str, Answer]:
    """The answer for each value of a column, within the scope, each against its own matched peers."""
    scope = scope or Scope()
    return {
        value: evaluate(metric, session, scope.narrowed(column, value), run) for value in values_of(session, column)
    }


__all__ = ["Answer", "Check", "Interval", "Line", "Naive", "Part", "evaluate", "evaluate_by"]

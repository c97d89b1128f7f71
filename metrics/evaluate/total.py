"""Totals: sums, or ratios of sums, in all and by each of the metric's keys."""

from __future__ import annotations

import numpy as np

from metrics.catalog import Metric, MetricError
from metrics.evaluate.answer import COUNTED, Answer, TotalPart
from metrics.i18n import N_
from metrics.inference.interval import Interval, t_interval
from metrics.scope import Scope
from metrics.warehouse.engine import Session

NUMBERS = ("numerator", "denominator", "low", "high")
PERSON = "person_id"


def evaluate(session: Session, metric: Metric, scope: Scope) -> Answer:
    """Return the answer; `metric_rows` must be in the session.

    Keys are the columns that are neither numbers nor `person_id`, which names the person a row is
    about (without it each row counts as one person's). A sum is counted, not sampled: its bounds
    are the `low` and `high` the metric gives, else the sum itself. A ratio has an interval from the
    spread between its rows.
    """
    columns = session.columns("metric_rows")
    keys = [name for name in columns if name not in (*NUMBERS, PERSON)]
    _check_filters(metric, scope, keys)
    rows = session.table("select * from metric_rows")
    for column, value in scope.where:
        keep = np.array([str(v) == value for v in rows[column]], dtype=bool)
        rows = {name: values[keep] for name, values in rows.items()}
    total = _part("", "", rows)
    denominator = total.denominator  # None for a sum
    if not total.n or denominator == 0:
        return Answer(metric, scope, session.snapshot, COUNTED, None)
    estimate = _estimate(total, denominator, rows)
    parts = (total, *_parts(keys, rows))
    return Answer(metric, scope, session.snapshot, COUNTED, estimate, parts=parts)


def _check_filters(metric: Metric, scope: Scope, keys: list[str]) -> None:
    unknown = [column for column, _value in scope.where if column not in keys]
    if unknown:
        raise MetricError(
            N_("{name} is not split by {columns}; it is split by {keys}.")
            if keys
            else N_("{name} is not split by {columns}; it is not split at all."),
            name=metric.name,
            columns=", ".join(unknown),
            keys=", ".join(keys),
        )


def _parts(keys: list[str], rows: dict[str, np.ndarray]) -> list[TotalPart]:
    parts = []
    for key in keys:
        texts = np.array(["" if value is None else str(value) for value in rows[key]])
        for value in sorted(set(texts)):
            selected = {name: column[texts == value] for name, column in rows.items()}
            parts.append(_part(key, value, selected))
    return parts


def _part(key: str, value: str, rows: dict[str, np.ndarray]) -> TotalPart:
    sums = {name: float(np.nansum(rows[name])) if name in rows else None for name in NUMBERS}
    n = len(set(rows[PERSON])) if PERSON in rows else len(rows["numerator"])
    return TotalPart(key, value, sums.pop("numerator") or 0.0, n=n, **sums)


def _estimate(total: TotalPart, denominator: float | None, rows: dict[str, np.ndarray]) -> Interval:
    """Return the sum with its bounds, or with a denominator the ratio with its interval."""
    if denominator is not None:
        return _ratio(total.numerator, denominator, rows)
    low = total.numerator if total.low is None else total.low
    high = total.numerator if total.high is None else total.high
    return Interval(total.numerator, low, high, 0.0, float("inf"))


def _ratio(numerator: float, denominator: float, rows: dict[str, np.ndarray]) -> Interval:
    share = numerator / denominator
    residual = rows["numerator"] - share * rows["denominator"]
    n = max(len(residual), 2)
    variance = float(np.nansum(residual**2)) / denominator**2 * n / (n - 1)
    return t_interval(share, variance, n - 1)

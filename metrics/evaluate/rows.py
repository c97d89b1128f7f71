"""Runs a metric's own SQL and looks at what came back before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.catalog import SHAPES, Metric, MetricError
from metrics.warehouse.engine import QueryError, Session

MEND = "Mend the SQL; nothing was computed."
GRAIN = {
    "time to event": (
        "person_id is null or month is null or event is null or event not in (0, 1)",
        "rows without a person or a month, or with an event that is neither 0 nor 1",
    ),
    "panel": ("person_id is null or period is null", "rows without a person or a period"),
    "total": ("numerator is null", "rows without a numerator"),
}
SCALE = {  # true where all rows count months or periods from elsewhere
    "time to event": ("month", "min(month) > 12 * 2200 or max(month) < 12 * 1900"),
    "panel": ("period", "min(period) > 1.5 * max(run.last_month) / max(run.review_months)"),
}
NUMBERS = {
    "time to event": {
        "month": " A month is year * 12 + month - 1.",
        "event": " It is 1 where it happened, else 0.",
    },
    "panel": {
        "period": " A period is a month divided by run.review_months, rounded down.",
        "value": "",
    },
    "total": {"numerator": "", "denominator": "", "low": "", "high": ""},
}
NUMERIC = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
    "BOOLEAN",
    '"NULL"',
)  # with a U in front where it has no sign


def metric_rows(session: Session, metric: Metric, run: Mapping[str, float]) -> None:
    """Keeps the metric's rows as `metric_rows`; MetricError names the file at fault.

    `run` adds values to the one-row table of that name, for instance outside rates.
    """
    _give_run(session, run)
    try:
        session.step(metric.sql, "metric_rows")
    except QueryError as error:
        raise MetricError(str(error)) from error
    _check_columns(metric, session.columns("metric_rows"))
    _check_rows(metric, session)


def _check_columns(metric: Metric, found: Mapping[str, str]) -> None:
    wanted = SHAPES[metric.shape]
    if missing := [column for column in wanted if column not in found]:
        raise MetricError(
            f"{metric.sql}: a metric of shape '{metric.shape}' returns {', '.join(wanted)}; "
            f"{', '.join(missing)} is missing."
        )
    for name, rule in NUMBERS[metric.shape].items():
        if name in found and not found[name].removeprefix("U").startswith(NUMERIC):
            raise MetricError(
                f"{metric.sql}: {name} is {found[name]} and has to be a number.{rule} {MEND}"
            )


def _check_rows(metric: Metric, session: Session) -> None:
    fault, meaning = GRAIN[metric.shape]
    broken = session.rows(f"select count(*) from metric_rows where {fault}")[0][0]
    if broken:
        raise MetricError(f"{metric.sql}: {broken} {meaning}. {MEND}")
    if metric.shape in SCALE:
        name, elsewhere = SCALE[metric.shape]
        if session.rows(f"select {elsewhere} from metric_rows cross join run")[0][0]:
            raise MetricError(
                f"{metric.sql}: no row has a possible {name}.{NUMBERS[metric.shape][name]} {MEND}"
            )


def _give_run(session: Session, run: Mapping[str, float]) -> None:
    extra = "".join(
        f", cast({float(value)!r} as double) as {name}" for name, value in sorted(run.items())
    )
    session.forget("run")
    session.keep("run", f"select run.*{extra} from main.run", source="run")

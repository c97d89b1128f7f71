"""The rows of a metric's own SQL, checked before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.catalog import SHAPES, Metric, MetricError, outdated_names
from metrics.i18n import N_
from metrics.warehouse.engine import QueryError, Session

INCOMPLETE = {  # the condition of a row that cannot be used, and the sentence about such rows
    "time to event": (
        "person_id is null or month is null or event is null or event not in (0, 1)",
        N_(
            "{file}: {n} rows without a person or a month, or with an event that is neither 0 "
            "nor 1. Fix the SQL; nothing was calculated."
        ),
    ),
    "panel": (
        "person_id is null or period is null",
        N_("{file}: {n} rows without a person or a period. Fix the SQL; nothing was calculated."),
    ),
    "total": (
        "numerator is null",
        N_("{file}: {n} rows without a numerator. Fix the SQL; nothing was calculated."),
    ),
}
IMPOSSIBLE = {  # true where all rows have impossible months or periods, and the sentence about it
    "time to event": (
        "min(month) > 12 * 2200 or max(month) < 12 * 1900",
        N_(
            "{file}: no row has a possible month. A month is year * 12 + month - 1. Fix the "
            "SQL; nothing was calculated."
        ),
    ),
    "panel": (
        "min(period) > 1.5 * max(run.last_month) / max(run.review_months)",
        N_(
            "{file}: no row has a possible period. A period is a month divided by "
            "run.review_months, rounded down. Fix the SQL; nothing was calculated."
        ),
    ),
}
NOT_A_NUMBER = N_(
    "{file}: {column} is {type} and has to be a number. Fix the SQL; nothing was calculated."
)
NUMBERS = {  # the columns that must be numbers, and the sentence about one that is not
    "time to event": {
        "month": N_(
            "{file}: {column} is {type} and has to be a number. A month is year * 12 + month - "
            "1. Fix the SQL; nothing was calculated."
        ),
        "event": N_(
            "{file}: {column} is {type} and has to be a number: 1 where the event happened, "
            "else 0. Fix the SQL; nothing was calculated."
        ),
    },
    "panel": {
        "period": N_(
            "{file}: {column} is {type} and has to be a number. A period is a month divided by "
            "run.review_months, rounded down. Fix the SQL; nothing was calculated."
        ),
        "value": NOT_A_NUMBER,
    },
    "total": dict.fromkeys(("numerator", "denominator", "low", "high"), NOT_A_NUMBER),
}
NUMERIC = (  # with a U in front where it has no sign
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
)


def load_metric_rows(session: Session, metric: Metric, run: Mapping[str, float]) -> None:
    """Keep the metric's rows as the table `metric_rows`.

    `run` are values by name that hold for all of it, for instance outside rates: the columns of the
    one-row table `assumption`. Raises MetricError, which names the file at fault.
    """
    _check_names(metric)
    session.forget("assumption")
    if run:
        session.give("assumption", dict.fromkeys(run, "double"), [list(run.values())])
    try:
        session.step(metric.sql, "metric_rows")
    except QueryError as error:
        raise MetricError(
            N_("{file}: the engine refused this SQL. {reason}"),
            file=metric.sql,
            reason=error.__cause__,
        ) from error
    _check_columns(metric, session.columns("metric_rows"))
    _check_rows(metric, session)


def _check_names(metric: Metric) -> None:
    for old, new in outdated_names(metric).items():
        raise MetricError(
            N_("{file}: {old} is now called {new}. Fix the SQL; nothing was calculated."),
            file=metric.sql,
            old=old,
            new=new,
        )


def _check_columns(metric: Metric, types: Mapping[str, str]) -> None:
    columns = SHAPES[metric.shape]
    if missing := [column for column in columns if column not in types]:
        raise MetricError(
            N_("{file}: a metric of shape '{shape}' returns {columns}; {missing} is missing."),
            file=metric.sql,
            shape=metric.shape,
            columns=", ".join(columns),
            missing=", ".join(missing),
        )
    for column, sentence in NUMBERS[metric.shape].items():
        if column in types and not types[column].removeprefix("U").startswith(NUMERIC):
            raise MetricError(sentence, file=metric.sql, column=column, type=types[column])


def _check_rows(metric: Metric, session: Session) -> None:
    condition, sentence = INCOMPLETE[metric.shape]
    incomplete = session.value(f"select count(*) from metric_rows where {condition}")
    if incomplete:
        raise MetricError(sentence, file=metric.sql, n=incomplete)
    if metric.shape in IMPOSSIBLE:
        condition, sentence = IMPOSSIBLE[metric.shape]
        if session.value(f"select {condition} from metric_rows cross join run"):
            raise MetricError(sentence, file=metric.sql)

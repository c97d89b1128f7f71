"""metric x snapshot x scope -> Answer: the one place where catalogue, comparison and inference meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from metrics.catalog import Metric
from metrics.comparison import ask_about, values_of
from metrics.evaluate import balance, checks_event, checks_panel, panel, plan, sensitivity, time_to_event, total
from metrics.evaluate.answer import Answer, Check, Interval, Line, Naive, Part
from metrics.evaluate.crowded import crowded
from metrics.evaluate.evidence import Balance, CrossCheck, Evidence
from metrics.evaluate.goal_groups import goal_groups
from metrics.evaluate.groups import together
from metrics.evaluate.plan import Plan
from metrics.evaluate.related import Related
from metrics.evaluate.rows import metric_rows
from metrics.scope import Scope
from metrics.warehouse.engine import Session

QUESTIONS: tuple[Callable[[Session, Metric, Answer], tuple[Related, ...]], ...] = (goal_groups, crowded)
"""What is asked beside the headline, in this order; each reads the tables that the answer left in the session."""
SHAPE = {"time to event": time_to_event, "panel": panel, "total": total}


def evaluate(
    metric: Metric, session: Session, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> Answer:
    """The answer to the metric's question within the scope.

    `run` gives a metric's SQL further run-wide values (assumptions by name). Raises MetricError for SQL that does not
    return its shape and UnknownFilterError for a filter that nobody meets.
    """
    _prepare(metric, session, run)
    return _answer(metric, session, scope or Scope())


def evaluate_by(
    metric: Metric, session: Session, column: str, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> dict[str, Answer]:
    """The answer for each value of a column, within the scope, each against its own matched peers, read together."""
    _prepare(metric, session, run)
    scopes = {value: (scope or Scope()).narrowed(column, value) for value in values_of(session, column)}
    return together({value: _answer(metric, session, narrowed) for value, narrowed in scopes.items()}, column)


def evidence(
    metric: Metric, session: Session, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> Evidence:
    """The answer, and all that speaks for or against it: several times the work of the answer alone."""
    answer = evaluate(metric, session, scope, run)
    if metric.shape == "total":
        return Evidence(answer)
    alike = balance.balance(session, answer)
    found = Evidence(
        answer=answer,
        cross_checks=checks_event.cross_checks(session, metric, answer)
        + checks_panel.cross_checks(session, metric, answer),
        sensitivity=sensitivity.sensitivity(session, metric, answer),
        balance=alike,
        overlap=balance.overlap(session, answer, alike),
        plan=plan.plan(session, answer),
    )
    control = sensitivity.negative_control(session, metric, answer, run)  # last: it replaces the answer's rows
    return replace(found, sensitivity=(*found.sensitivity, control)) if control else found


def related(
    metric: Metric, session: Session, scope: Scope | None = None, run: Mapping[str, float] | None = None
) -> tuple[Related, ...]:
    """The questions beside the headline that this metric and these data allow; none for a total."""
    answer = evaluate(metric, session, scope, run)
    if metric.shape == "total":
        return ()
    return tuple(one for question in QUESTIONS for one in question(session, metric, answer))


def _prepare(metric: Metric, session: Session, run: Mapping[str, float] | None) -> None:
    metric_rows(session, metric, run or {})
    SHAPE[metric.shape].prepare(session)


def _answer(metric: Metric, session: Session, scope: Scope) -> Answer:
    ask_about(session, scope)
    return SHAPE[metric.shape].evaluate(session, metric, scope)


__all__ = [
    "Answer", "Balance", "Check", "CrossCheck", "Evidence", "Interval", "Line", "Naive", "Part", "Plan",
    "evaluate", "evaluate_by", "evidence", "together",
]

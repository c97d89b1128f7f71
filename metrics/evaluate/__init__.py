"""metric x snapshot x scope -> Answer: the one place where catalogue, comparison and inference
meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from metrics.catalog import Metric
from metrics.comparison import values_of
from metrics.evaluate import (
    balance,
    event_cross_checks,
    headline,
    panel_cross_checks,
    power,
    sensitivity,
)
from metrics.evaluate.answer import Answer, ArmCurve, Check, NaiveComparison, TotalPart
from metrics.evaluate.balance import BALANCE_TITLES
from metrics.evaluate.career_moves import CareerMove, CareerMoves, career_moves
from metrics.evaluate.dose_response import dose_response
from metrics.evaluate.evidence import BalanceRow, CrossCheck, Evidence
from metrics.evaluate.headline import SHAPE
from metrics.evaluate.mentor_outcomes import mentor_outcomes
from metrics.evaluate.method import describe_method
from metrics.evaluate.multiplicity import adjust_for_multiplicity
from metrics.evaluate.newcomers import newcomers
from metrics.evaluate.power import PowerAnalysis
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.spillover import spillover
from metrics.evaluate.subgroups import goal_groups
from metrics.evaluate.time_to_event import HORIZON
from metrics.inference.interval import Interval
from metrics.scope import MENTOR, Scope
from metrics.warehouse.engine import Session

SECONDARY_ANALYSES: tuple[
    Callable[[Session, Metric, Answer], tuple[SecondaryAnalysis, ...]], ...
] = (
    goal_groups,
    newcomers,
    dose_response,
    mentor_outcomes,
    spillover,
)
"""What is asked beside the headline, in this order; each reads the tables that the answer left in
the session."""


def evaluate(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
) -> Answer:
    """The answer to the metric's question within the scope.

    `run` gives a metric's SQL further run-wide values (assumptions by name). Raises MetricError for
    SQL that does not return its shape and UnknownFilterError for a filter that nobody meets.
    """
    scope = scope or Scope()
    headline.prepare(metric, session, scope, run)
    return headline.answer(metric, session, scope)


def evaluate_by(
    metric: Metric,
    session: Session,
    column: str,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
) -> dict[str, Answer]:
    """The answer for each value of a column, within the scope, each against its own matched peers,
    read together.
    """
    scope = scope or Scope()
    headline.prepare(metric, session, scope, run)
    scopes = {
        value: scope.narrowed(column, value) for value in values_of(session, column, scope.role)
    }
    return adjust_for_multiplicity(
        {value: headline.answer(metric, session, one) for value, one in scopes.items()}, column
    )


def evidence(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
) -> Evidence:
    """The answer, and all that speaks for or against it: several times the work of the answer
    alone.

    For totals and for mentors the answer alone: the checks are about mentees.
    """
    answer = evaluate(metric, session, scope, run)
    if metric.shape == "total" or answer.scope.role == MENTOR:
        return Evidence(answer)
    alike = balance.balance(session, answer)
    found = Evidence(
        answer=answer,
        cross_checks=event_cross_checks.cross_checks(session, metric, answer)
        + panel_cross_checks.cross_checks(session, metric, answer),
        sensitivity=sensitivity.sensitivity(session, metric, answer),
        balance=alike,
        overlap=balance.overlap(session, answer, alike),
        power=power.power_analysis(session, answer),
    )
    control = sensitivity.negative_control(
        session, metric, answer, run
    )  # last: it replaces the answer's rows
    return replace(found, sensitivity=(*found.sensitivity, control)) if control else found


def secondary_analyses(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
) -> tuple[SecondaryAnalysis, ...]:
    """The questions beside the headline that this metric and these data allow; none for a total and
    for mentors.
    """
    answer = evaluate(metric, session, scope, run)
    if metric.shape == "total" or answer.scope.role == MENTOR:
        return ()
    return tuple(
        one for question in SECONDARY_ANALYSES for one in question(session, metric, answer)
    )


__all__ = [
    "Answer",
    "ArmCurve",
    "BALANCE_TITLES",
    "BalanceRow",
    "CareerMove",
    "CareerMoves",
    "Check",
    "CrossCheck",
    "Evidence",
    "HORIZON",
    "Interval",
    "NaiveComparison",
    "PowerAnalysis",
    "SHAPE",
    "SecondaryAnalysis",
    "TotalPart",
    "adjust_for_multiplicity",
    "career_moves",
    "describe_method",
    "evaluate",
    "evaluate_by",
    "evidence",
    "secondary_analyses",
]

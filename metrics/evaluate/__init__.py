"""metric x snapshot x scope -> Answer: where catalogue, comparison and inference meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from metrics.catalog import Metric
from metrics.comparison import values_of
from metrics.evaluate import (
    balance,
    data_checks,
    event_cross_checks,
    headline,
    hidden_trait,
    negative_controls,
    panel_cross_checks,
    per_protocol,
    power,
    randomised,
    sensitivity,
)
from metrics.evaluate.answer import (
    FALLBACK_CHECK,
    NEGLIGIBLE,
    Answer,
    ArmCurve,
    Check,
    NaiveComparison,
    TotalPart,
)
from metrics.evaluate.balance import BALANCE_TITLES, key_title
from metrics.evaluate.career_moves import CareerMove, CareerMoves, career_moves
from metrics.evaluate.dose_response import dose_response
from metrics.evaluate.evidence import BalanceRow, CrossCheck, Evidence
from metrics.evaluate.for_next import for_next
from metrics.evaluate.headline import SHAPE
from metrics.evaluate.hidden_trait import TITLES as HIDDEN_TRAIT_TITLES
from metrics.evaluate.hidden_trait import HiddenTrait, Strength
from metrics.evaluate.lottery_size import LotterySize
from metrics.evaluate.mentor_outcomes import mentor_outcomes
from metrics.evaluate.method import describe_method
from metrics.evaluate.multiplicity import adjust_for_multiplicity
from metrics.evaluate.newcomers import newcomers
from metrics.evaluate.per_protocol import PROTOCOL_FIGURES
from metrics.evaluate.planned_method import PlannedMethod
from metrics.evaluate.power import PowerAnalysis
from metrics.evaluate.randomised import TRAITS, LotteryAnswer
from metrics.evaluate.redrawn_pairings import RedrawnAnswer, redrawn_answer
from metrics.evaluate.role_words import sentence_about
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.spillover import spillover
from metrics.evaluate.subgroups import goal_groups
from metrics.evaluate.time_to_event import HORIZON
from metrics.evaluate.time_zero import TIME_ZERO
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS, Reason, Verdict
from metrics.evaluate.verdict_rules import judge, judge_alone
from metrics.inference.interval import Interval
from metrics.scope import MENTOR, Scope
from metrics.warehouse.engine import Session

# in the order in which they are shown; each reads the tables that the answer left in the session
SECONDARY_ANALYSES: tuple[
    Callable[[Session, Metric, Answer], tuple[SecondaryAnalysis, ...]], ...
] = (
    for_next,
    goal_groups,
    newcomers,
    dose_response,
    mentor_outcomes,
    spillover,
)


def evaluate(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
    planned: PlannedMethod | None = None,
) -> Answer:
    """Return the answer to the metric's question within the scope.

    `run` gives a metric's SQL further run-wide values (assumptions by name), `planned` the method
    of an analysis plan. Raises MetricError for SQL that does not return its shape and
    UnknownFilterError for a filter that nobody meets.
    """
    scope = scope or Scope()
    headline.prepare(metric, session, scope, run)
    return headline.answer(metric, session, scope, planned)


def evaluate_by(
    metric: Metric,
    session: Session,
    column: str,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
) -> dict[str, Answer]:
    """Return the answer for each value of a column, within the scope.

    Each group has its own comparison; the intervals allow for the number of groups.
    """
    scope = scope or Scope()
    headline.prepare(metric, session, scope, run)
    answers = {
        value: headline.answer(metric, session, scope.narrowed(column, value))
        for value in values_of(session, column, scope.role)
    }
    return adjust_for_multiplicity(answers, column)


def evidence(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
    planned: PlannedMethod | None = None,
) -> Evidence:
    """Return the answer with its verdict, and all that supports or contradicts it.

    It takes several times the work of the answer alone. For totals and for mentors it is the answer
    alone: the checks are about mentees.
    """
    answer = evaluate(metric, session, scope, run, planned)
    if metric.shape == "total" or answer.scope.role == MENTOR:
        return _judged(Evidence(answer))
    balance_rows = balance.balance(session, answer)
    trait = hidden_trait.hidden_trait(session, metric, answer)
    moved = hidden_trait.hidden_trait_check(metric, trait)
    everything = Evidence(
        answer=answer,
        cross_checks=event_cross_checks.cross_checks(session, metric, answer)
        + per_protocol.companions(session, metric, answer)
        + panel_cross_checks.cross_checks(session, metric, answer)
        + randomised.cross_check(session, metric, answer)
        + negative_controls.negative_controls(session, metric, answer, run),
        sensitivity=(
            *((moved,) if moved else ()),
            *sensitivity.sensitivity(session, metric, answer),
        ),
        hidden_trait=trait,
        balance=balance_rows,
        overlap=balance.overlap(session, answer, balance_rows),
        power=power.power_analysis(session, answer),
        data=data_checks.data_checks(session, metric, answer),
        planned=planned is not None,
    )
    # last, because it replaces the answer's rows in the session
    control = sensitivity.negative_control(session, metric, answer, run)
    if control is not None:
        everything = replace(everything, sensitivity=(*everything.sensitivity, control))
    return _judged(everything)


def _judged(evidence: Evidence) -> Evidence:
    """Return the evidence with the verdict on its answer."""
    return replace(evidence, answer=replace(evidence.answer, verdict=judge(evidence)))


def secondary_analyses(
    metric: Metric,
    session: Session,
    scope: Scope | None = None,
    run: Mapping[str, float] | None = None,
    planned: PlannedMethod | None = None,
    only: str = "",
) -> tuple[SecondaryAnalysis, ...]:
    """Return the questions beyond the headline that this metric and these data allow.

    `only` names the one function of SECONDARY_ANALYSES that is asked, "" all. None for a total and
    for mentors.
    """
    answer = evaluate(metric, session, scope, run, planned)
    if metric.shape == "total" or answer.scope.role == MENTOR:
        return ()
    return tuple(
        question
        for analysis in SECONDARY_ANALYSES
        if only in ("", analysis.__name__)
        for question in analysis(session, metric, answer)
    )


__all__ = [
    "key_title",
    "CANNOT_TELL",
    "CONTRADICTED",
    "HOLDS",
    "LEANS",
    "NEGLIGIBLE",
    "Answer",
    "ArmCurve",
    "BALANCE_TITLES",
    "BalanceRow",
    "CareerMove",
    "CareerMoves",
    "Check",
    "CrossCheck",
    "Evidence",
    "FALLBACK_CHECK",
    "HIDDEN_TRAIT_TITLES",
    "HORIZON",
    "HiddenTrait",
    "Interval",
    "LotteryAnswer",
    "LotterySize",
    "NaiveComparison",
    "PROTOCOL_FIGURES",
    "PlannedMethod",
    "PowerAnalysis",
    "RedrawnAnswer",
    "SHAPE",
    "SecondaryAnalysis",
    "Strength",
    "TRAITS",
    "TIME_ZERO",
    "TotalPart",
    "Reason",
    "Verdict",
    "judge",
    "judge_alone",
    "adjust_for_multiplicity",
    "career_moves",
    "describe_method",
    "evaluate",
    "evaluate_by",
    "evidence",
    "redrawn_answer",
    "secondary_analyses",
    "sentence_about",
]

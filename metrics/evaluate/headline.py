"""The answer to a metric's own question: its rows, who is compared, and the estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics import comparison
from metrics.catalog import Metric, MetricError
from metrics.evaluate import panel, time_to_event, total
from metrics.evaluate.adjusted_panel import with_covariates
from metrics.evaluate.answer import Answer, with_direction
from metrics.evaluate.fallback_estimator import with_fallback_estimator
from metrics.evaluate.own_keys import keys_asked, with_key_use
from metrics.evaluate.planned_method import PlannedMethod, sequence_of
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.time_zero import with_time_zero
from metrics.i18n import N_
from metrics.scope import MENTOR, Scope
from metrics.warehouse.engine import Session

SHAPE = {"time to event": time_to_event, "panel": panel, "total": total}


def prepare(
    metric: Metric,
    session: Session,
    scope: Scope,
    run: Mapping[str, float] | None,
    *,
    keys_of: Metric | None = None,
    wait: int = 0,
) -> None:
    """Keep the metric's rows and all that does not depend on a filter.

    `keys_of` is the metric with whose own keys people are matched, where that is another one. The
    follow-up of a time to event begins `wait` months later than usual.
    """
    if scope.role == MENTOR and metric.shape == "total":
        raise MetricError(
            N_("{name} adds up what is in the files; it is not asked about mentors separately."),
            name=metric.name,
        )
    load_metric_rows(session, metric, run or {})
    comparison.set_role(session, scope.role, keys_asked(session, keys_of or metric))
    if metric.shape == "time to event":
        comparison.form_trials(session, wait=wait)


def answer(
    metric: Metric, session: Session, scope: Scope, planned: PlannedMethod | None = None
) -> Answer:
    """Return the answer within the scope; the session must be prepared for its role.

    With a `planned` method, horizon and estimator are those of an analysis plan.
    """
    comparison.set_scope(session, scope)
    if planned and metric.shape == "time to event":
        by_shape = time_to_event.evaluate(session, metric, scope, horizon=planned.horizon)
    else:
        by_shape = SHAPE[metric.shape].evaluate(session, metric, scope)
    by_method = with_fallback_estimator(session, by_shape, planned)
    found = with_time_zero(session, with_covariates(session, by_method, planned))
    found = with_direction(_of_role(found))
    found = replace(found, sequence=sequence_of(found, planned))
    return with_key_use(session, found)


def _of_role(answer: Answer) -> Answer:
    """Return the answer with the reasons for being dropped named by role.

    Where mentees drop out because they were mentors, mentors drop out because they were mentored.
    """
    if answer.scope.role != MENTOR:
        return answer
    dropped = {"mentored" if fate == "mentor" else fate: n for fate, n in answer.dropped.items()}
    return replace(answer, dropped=dropped)

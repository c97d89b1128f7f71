"""Checks of how the files record what a question is about: contracts, dates, silent leavers.

They find what no comparison can: an exit that is none, or a date that is not the date.
"""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.comparison import recording
from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.time_to_event import FEWEST_EVENTS
from metrics.i18n import N_
from metrics.warehouse.engine import Session

MOST_RENEWED = 0.05  # share of the events
MOST_IN_ONE_MONTH = 0.5  # share of the events in the same month of every year
MOST_WITHOUT_TRACE = 0.05  # share of the people counted as employed
MONTHS_OF_YEAR = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

RENEWED = N_(
    "{percent}% of the exits are followed by a new row of the same person within a month. A "
    "renewed contract is not an exit: load such contracts as one row."
)
FEW_RENEWED = N_(
    "{percent}% of the exits are followed by a new row of the same person within a month."
)
ONE_MONTH = N_(
    "{percent}% of the exits are in {month}. If the files hold only the year of an exit, load the "
    "day; if people really leave then, mentees and others are followed for unequal times."
)
SPREAD = N_("No month of the year has more than half of the exits; most are in {month}.")
WITHOUT_TRACE = N_(
    "{percent}% of the people counted as employed have had no review for more than two review "
    "cycles. They may have left without an exit date."
)
WITH_TRACE = N_("{percent}% of the people counted as employed have had no review for long.")
NO_SCORES = N_(
    "Reviews are not loaded, so mentees are not compared with colleagues of the same score."
)


def data_checks(session: Session, metric: Metric, answer: Answer) -> tuple[Check, ...]:
    """Return what the files say about the exits and the reviews; empty for other shapes.

    Of a metric about moves, only whether reviews are loaded. Call it in the session that gave the
    answer, before another question.
    """
    if answer.estimate is None or metric.shape != "time to event":
        return ()
    checks = [] if metric.flow else [_renewals(session), _one_month(session)]
    if not recording.has_scores(session):
        checks.append(Check("scores", False, NO_SCORES))
    elif not metric.flow:
        checks.append(_without_trace(session))
    return tuple(check for check in checks if check is not None)


def _renewals(session: Session) -> Check | None:
    events, renewed = recording.renewals(session)
    if not events:
        return None
    share = renewed / events
    passed = share <= MOST_RENEWED
    values = {"percent": round(100 * share)}
    return Check("contract_renewals", passed, FEW_RENEWED if passed else RENEWED, values)


def _one_month(session: Session) -> Check | None:
    by_month = recording.events_by_calendar_month(session)
    total = sum(by_month.values())
    if total < FEWEST_EVENTS:
        return None
    month = max(by_month, key=lambda one: (by_month[one], -one))
    share = by_month[month] / total
    passed = share <= MOST_IN_ONE_MONTH
    values = {"percent": round(100 * share), "month": MONTHS_OF_YEAR[month]}
    return Check("event_months", passed, SPREAD if passed else ONE_MONTH, values)


def _without_trace(session: Session) -> Check | None:
    employed, silent = recording.without_trace(session)
    if not employed:
        return None
    share = silent / employed
    passed = share <= MOST_WITHOUT_TRACE
    values = {"percent": round(100 * share)}
    return Check("without_trace", passed, WITH_TRACE if passed else WITHOUT_TRACE, values)

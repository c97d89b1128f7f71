"""More or fewer hours of mentoring, by the hours met on day 90 and never by the final total.

Total hours depend on how long a person stays, so people who stay long have many. At a landmark
everybody compared is still employed, and what is counted comes after. Source: Anderson, Cain and
Gelber 1983, Journal of Clinical Oncology 1.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import dose as steps
from metrics.comparison.steps import Columns
from metrics.evaluate.answer import (
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    Answer,
    Check,
    enough_mentors,
    enough_others,
)
from metrics.evaluate.group_difference import (
    GroupDifference,
    group_difference,
    withhold_unless_passed,
)
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.time_to_event import FEWEST_AT_RISK, FEWEST_EVENTS, SHORT
from metrics.i18n import N_
from metrics.inference.means import weighted_mean_difference
from metrics.inference.survival import kaplan_meier, rmst_gradient, row_influence
from metrics.warehouse.engine import Session

DAYS = 90
LANDMARK_MONTHS = 3
LEAST_MATCHED = 0.6
TITLE = N_("Mentees who met more in their first {days} days, compared with those who met less")
EVENT = N_(
    "Mentees still employed {days} days after pairing are split at the median of {hours} "
    "hours met by then. Those above it are compared with those at or below it with the same "
    "{alike}. They are followed for {months} months from the month after that day. People "
    "who meet often also differ in other ways. This is an association among mentees, not the "
    "effect of an extra hour."
)
PANEL = N_(
    "Mentees still employed {days} days after pairing are split at the median of {hours} "
    "hours met by then. Those above it are compared with those at or below it who were "
    "paired in the same period. The figure is the change from their values before pairing to "
    "those after these days. People who meet often also differ in other ways. This is an "
    "association among mentees, not the effect of an extra hour."
)
MATCHED_ON = {  # how many of the keys the mentees are matched on -> the keys in words
    5: N_("department, job level, last score, tenure and own matching keys"),
    4: N_("department, job level, last score and tenure"),
    3: N_("department, job level and last score"),
    2: N_("department and job level"),
    1: N_("department"),
}
NO_MEETINGS = N_("No meetings are loaded, so it is not known who met more.")
NOBODY_YET = N_(
    "No mentee with recorded meetings has been followed to {days} days after pairing while "
    "still employed."
)
ALL_ALIKE = N_(
    "No mentee met for more hours than the median, so there are no two halves to compare."
)
HALVES = N_(
    "{mentees} mentees who met more and {others} who met less could be compared; at least "
    "{least} of each are needed."
)
FEW_EVENTS = N_(
    "{mentees} mentees who met more and {others} who met less had the event; at least {least} "
    "in total are needed."
)
FEW_FOLLOWED = N_(
    "Each group must still have at least {least} people followed after {months} months."
)


def dose_response(
    session: Session, metric: Metric, answer: Answer
) -> tuple[SecondaryAnalysis, ...]:
    """Return one entry: the outcome of mentees with more hours, less that of those with fewer.

    The outcome is months gained (time to event) or the change (panel). Call it in the session that
    gave the answer. The halves are cut at the median of the hours of all mentees asked about who
    are employed on day 90; a mentee with exactly the median belongs to fewer hours. Without
    meetings there is no estimate, and a sentence that says so.
    """
    is_event = metric.shape == "time to event"
    question = SecondaryAnalysis(
        "dose",
        TITLE,
        None,
        metric.unit,
        EVENT if is_event else PANEL,
        0,
        0,
        weaker=True,
        values={"days": DAYS},
    )
    if not steps.any_meeting(session):
        return (withhold_unless_passed(question, (Check("meetings", False, NO_MEETINGS),)),)
    minutes = steps.minutes_before(session, DAYS)["minutes"]
    if not len(minutes):
        return (withhold_unless_passed(question, (Check("landmark", False, NOBODY_YET),)),)
    median = float(np.median(minutes))
    if not np.any(minutes > median):
        return (withhold_unless_passed(question, (Check("halves", False, ALL_ALIKE),)),)
    steps.divide_at(session, median)
    question = replace(question, values={**question.values, "hours": median / 60})
    if is_event:
        return (_months_gained(session, question, answer.horizon or SHORT),)
    return (_changes(session, question),)


def _months_gained(
    session: Session, question: SecondaryAnalysis, horizon: int
) -> SecondaryAnalysis:
    people, keys = _matched(session)
    question = _with_counts(question, people)
    halves = _halves(question)
    if not halves.passed:
        return withhold_unless_passed(question, (halves,))
    tau = _follow_up(people, horizon)
    gained, influence = _rmst_difference(people, tau)
    difference = _difference(gained, influence, people)
    question = replace(
        question,
        estimate=difference.interval,
        values={**question.values, "months": tau, "alike": MATCHED_ON[keys]},
    )
    checks = (
        _events(people, tau),
        *_independent(difference),
        Check(
            "follow_up",
            _enough_at_risk(people, tau),
            FEW_FOLLOWED,
            {"months": tau, "least": FEWEST_AT_RISK},
        ),
    )
    return withhold_unless_passed(question, checks)


def _changes(session: Session, question: SecondaryAnalysis) -> SecondaryAnalysis:
    people = steps.matched_change(session)
    question = _with_counts(question, people)
    halves = _halves(question)
    if not halves.passed:
        return withhold_unless_passed(question, (halves,))
    change = people["change"]
    weight1, weight0 = _weights(people)
    estimate, influence = weighted_mean_difference(
        change * weight1, weight1, change * weight0, weight0
    )
    difference = _difference(estimate, influence, people)
    return withhold_unless_passed(
        replace(question, estimate=difference.interval), _independent(difference)
    )


def _matched(session: Session) -> tuple[Columns, int]:
    """Return the mentees in matching cells, and the number of keys that make the cells.

    They are the finest cells that keep three of five mentees with more hours, else departments.
    """
    more = steps.keep_followed(session)
    for keys in range(len(steps.keys_asked(session)), 0, -1):
        people = steps.matched_follow_up(session, keys)
        if np.sum(people["more"]) >= LEAST_MATCHED * more:
            break
    return people, keys


def _follow_up(people: Columns, horizon: int) -> int:
    """Return the longest follow-up with enough people at risk, in months after the landmark."""
    longest = horizon - LANDMARK_MONTHS
    return longest if _enough_at_risk(people, longest) else SHORT - LANDMARK_MONTHS


def _rmst_difference(people: Columns, tau: int) -> tuple[float, np.ndarray]:
    """Return the months gained by more hours, and each person's influence on them."""
    more, u, event, weight = (people[name] for name in ("more", "u", "event", "weight"))
    gained = 0.0
    influence = np.zeros(len(more))
    for arm in (1, 0):
        rows = more == arm
        curve = kaplan_meier(u[rows], event[rows], weight[rows], np.ones(rows.sum()), tau=tau)
        gained += curve.rmst(tau) if arm else -curve.rmst(tau)
        gradient = rmst_gradient(curve, tau)
        for ending in (0, 1):
            per_weight = row_influence(
                curve, gradient, event=ending, arm=arm, months=int(u.max()) + 1
            )
            ended = rows & (event == ending)
            influence[ended] = weight[ended] * per_weight[u[ended].astype(int)]
    return gained, influence


def _weights(people: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the mentees with more hours and of those with fewer."""
    return people["weight"] * people["more"], people["weight"] * (1 - people["more"])


def _difference(estimate: float, influence: np.ndarray, people: Columns) -> GroupDifference:
    return group_difference(
        estimate,
        influence,
        *_weights(people),
        persons=people["person_id"],
        mentors=people["cluster_id"],
    )


def _enough_at_risk(people: Columns, tau: int) -> bool:
    still = people["u"] >= tau - 1
    return bool(min(np.sum(still & (people["more"] == arm)) for arm in (1, 0)) >= FEWEST_AT_RISK)


def _with_counts(question: SecondaryAnalysis, people: Columns) -> SecondaryAnalysis:
    return replace(
        question,
        n_mentees=int(np.sum(people["more"] == 1)),
        n_others=int(np.sum(people["more"] == 0)),
    )


def _halves(question: SecondaryAnalysis) -> Check:
    mentees = question.n_mentees
    others = question.n_others
    return Check(
        "halves",
        min(mentees, others) >= FEWEST_MENTEES,
        HALVES,
        {"mentees": mentees, "others": others, "least": FEWEST_MENTEES},
    )


def _events(people: Columns, tau: int) -> Check:
    by_event = (people["event"] == 1) & (people["u"] < tau)
    more, fewer = (int(np.sum((people["more"] == arm) & by_event)) for arm in (1, 0))
    return Check(
        "events",
        more + fewer >= FEWEST_EVENTS,
        FEW_EVENTS,
        {"mentees": more, "others": fewer, "least": FEWEST_EVENTS},
    )


def _independent(difference: GroupDifference) -> tuple[Check, Check]:
    return (
        enough_mentors(min(difference.mentors1, difference.mentors0), FEWEST_MENTORS),
        enough_others(difference.people0, FEWEST_CONTROLS),
    )

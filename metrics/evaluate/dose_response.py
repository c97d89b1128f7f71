"""More or fewer hours of mentoring: by what two people had met on day 90, never by what they came
to meet in the end.

Total hours depend on how long somebody stays, so whoever stays long has many. At a landmark
everybody compared is still there, and what is counted comes after. Source: Anderson, Cain and
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

DAYS, LANDMARK_MONTHS = 90, 3
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
ALIKE = {
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


def dose_response(
    session: Session, metric: Metric, answer: Answer
) -> tuple[SecondaryAnalysis, ...]:
    """One entry: months gained (time to event) or the difference of the changes (panel), more hours
    less fewer.

    Asked in the session that gave the answer. The halves are cut at the median of the hours of all
    mentees asked about who are employed on day 90; a mentee with exactly the median belongs to
    fewer hours. Without meetings there is no estimate, and a sentence that says so.
    """
    event = metric.shape == "time to event"
    question = SecondaryAnalysis(
        "dose",
        TITLE,
        None,
        metric.unit,
        EVENT if event else PANEL,
        0,
        0,
        weaker=True,
        values={"days": DAYS},
    )
    if not steps.any_meeting(session):
        return (withhold_unless_passed(question, (Check("meetings", False, NO_MEETINGS),)),)
    minutes = steps.minutes_at(session, DAYS)["minutes"]
    if not len(minutes):
        return (withhold_unless_passed(question, (Check("landmark", False, NOBODY_YET),)),)
    middle = float(np.median(minutes))
    if not np.any(minutes > middle):
        return (withhold_unless_passed(question, (Check("halves", False, ALL_ALIKE),)),)
    steps.split_at(session, middle)
    question = replace(question, values=question.values | {"hours": middle / 60})
    return (
        _months_gained(session, question, answer.horizon or SHORT)
        if event
        else _changes(session, question),
    )


def _months_gained(
    session: Session, question: SecondaryAnalysis, horizon: int
) -> SecondaryAnalysis:
    people, keys = _matched(session)
    question = _counted(question, people)
    if not (halves := _halves(question)).passed:
        return withhold_unless_passed(question, (halves,))
    tau = next(
        (
            tau
            for tau in (horizon - LANDMARK_MONTHS, SHORT - LANDMARK_MONTHS)
            if _at_risk(people, tau)
        ),
        SHORT - LANDMARK_MONTHS,
    )
    more, u, event, weight = (people[name] for name in ("more", "u", "event", "weight"))
    gained, influence = 0.0, np.zeros(len(more))
    for arm in (1, 0):
        of = more == arm
        one = kaplan_meier(u[of], event[of], weight[of], np.ones(of.sum()), tau=tau)
        gained += one.rmst(tau) if arm else -one.rmst(tau)
        for ending in (0, 1):
            per_weight = row_influence(
                one, rmst_gradient(one, tau), event=ending, arm=arm, months=int(u.max()) + 1
            )
            rows = of & (event == ending)
            influence[rows] = weight[rows] * per_weight[u[rows].astype(int)]
    two = _difference(gained, influence, people)
    events = [int(np.sum((more == arm) & (event == 1) & (u < tau))) for arm in (1, 0)]
    told = replace(
        question,
        estimate=two.interval,
        values=question.values | {"months": tau, "alike": ALIKE[keys]},
    )
    return withhold_unless_passed(
        told,
        (
            Check(
                "events",
                sum(events) >= FEWEST_EVENTS,
                N_(
                    "{mentees} mentees who met more and {others} who met less had the event; "
                    "at least {least} in total are needed."
                ),
                {"mentees": events[0], "others": events[1], "least": FEWEST_EVENTS},
            ),
            *_independent(two),
            Check(
                "follow_up",
                _at_risk(people, tau),
                N_(
                    "Each group must still have at least {least} people followed after "
                    "{months} months."
                ),
                {"months": tau, "least": FEWEST_AT_RISK},
            ),
        ),
    )


def _changes(session: Session, question: SecondaryAnalysis) -> SecondaryAnalysis:
    people = steps.changed_alike(session)
    question = _counted(question, people)
    if not (halves := _halves(question)).passed:
        return withhold_unless_passed(question, (halves,))
    total, (weight1, weight0) = people["change"], _weights(people)
    estimate, influence = weighted_mean_difference(
        total * weight1, weight1, total * weight0, weight0
    )
    two = _difference(estimate, influence, people)
    return withhold_unless_passed(replace(question, estimate=two.interval), _independent(two))


def _matched(session: Session) -> tuple[Columns, int]:
    """The mentees in the finest cells that keep three of five with more hours, else in departments;
    and their keys.
    """
    more = steps.follow(session)
    for keys in range(len(steps.KEYS), 0, -1):
        people = steps.followed_alike(session, keys)
        if np.sum(people["more"]) >= LEAST_MATCHED * more:
            break
    return people, keys


def _weights(people: Columns) -> tuple[np.ndarray, np.ndarray]:
    return people["weight"] * people["more"], people["weight"] * (1 - people["more"])


def _difference(estimate: float, influence: np.ndarray, people: Columns) -> GroupDifference:
    return group_difference(
        estimate,
        influence,
        *_weights(people),
        persons=people["person_id"],
        mentors=people["cluster_id"],
    )


def _at_risk(people: Columns, tau: int) -> bool:
    still = people["u"] >= tau - 1
    return bool(min(np.sum(still & (people["more"] == arm)) for arm in (1, 0)) >= FEWEST_AT_RISK)


def _counted(question: SecondaryAnalysis, people: Columns) -> SecondaryAnalysis:
    return replace(
        question,
        n_mentees=int(np.sum(people["more"] == 1)),
        n_others=int(np.sum(people["more"] == 0)),
    )


def _halves(question: SecondaryAnalysis) -> Check:
    return Check(
        "halves",
        min(question.n_mentees, question.n_others) >= FEWEST_MENTEES,
        HALVES,
        {"mentees": question.n_mentees, "others": question.n_others, "least": FEWEST_MENTEES},
    )


def _independent(two: GroupDifference) -> tuple[Check, Check]:
    return (
        enough_mentors(min(two.mentors1, two.mentors0), FEWEST_MENTORS),
        enough_others(two.people0, FEWEST_CONTROLS),
    )

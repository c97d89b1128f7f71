"""Negative controls that exist whenever a time to event has an answer.

Three comparisons in which mentoring can show no effect yet, or should show the same one. A
difference where there should be none points at how people are chosen, not at mentoring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import negative_controls as steps
from metrics.comparison import similarity
from metrics.evaluate import headline
from metrics.evaluate.answer import ONE_MONTH, Answer
from metrics.evaluate.evidence import CrossCheck, agreement
from metrics.evaluate.planned_method import PlannedMethod
from metrics.evaluate.time_to_event import arm_curve
from metrics.i18n import N_
from metrics.inference.ancova import lagged_regression
from metrics.inference.early_events import early_difference, proportional_gradients
from metrics.inference.interval import (
    ClusteredVariance,
    Interval,
    cluster_numbers,
    clustered_variance_by_arm,
    t_interval,
)
from metrics.inference.survival import Curve, row_influence, survival_gradient
from metrics.warehouse.engine import Session

EARLY_WINDOWS = (1, 3)  # months
FEWEST_EXPECTED = 5
LANDMARK = 3  # months
FEWEST_WITH_HISTORY = 10
TITLES = {
    "early_exits": N_("Events in the first months after pairing, mentees less comparison group"),
    "later_paired_exposure": N_("Scores long before pairing, mentees less people not paired yet"),
    "landmark": N_("Months gained, counted from three months later"),
}
UNITS = {
    "early_exits": N_("percentage points"),
    "later_paired_exposure": N_("points"),
    "landmark": N_("months"),
}
PASSED = {
    "early_exits": N_(
        "Mentoring can hardly work within one to three months. In that time the event is about "
        "as frequent among mentees as in the comparison group, as it should be."
    ),
    "later_paired_exposure": N_(
        "People about to be paired had the same earlier scores as colleagues with the same last "
        "score who were not paired yet. There is no sign that they were chosen for something "
        "that the last score does not show."
    ),
    "landmark": N_(
        "Counting only people who were still there three months later, in both groups, gives "
        "about the same answer. The first months do not decide it."
    ),
}
FAILED = {
    "early_exits": N_(
        "In the first one to three months the event is clearly rarer or more frequent among "
        "mentees, and clearly more so than later. Mentoring can hardly work so fast and stop "
        "again. People who had already decided to leave are probably not paired, and part of the "
        "answer is due to that. If people give notice, set notice_months in company.toml."
    ),
    "later_paired_exposure": N_(
        "People about to be paired differed from colleagues with the same last score before "
        "anything could have had an effect: their earlier scores were clearly different. They "
        "are chosen for more than the last score shows, and part of the answer may be due to "
        "that."
    ),
    "landmark": N_(
        "Counting only people who were still there three months later, in both groups, gives a "
        "clearly different answer. The first months carry the effect, and so soon it is more "
        "likely a matter of who is paired than of mentoring."
    ),
}
FROM_START = N_(
    "The event is clearly rarer or more frequent among mentees from the first months on, and about "
    "as much so as later. Either mentoring works at once, or mentees differ in something that is "
    "not recorded: this check cannot tell which. Ask whether so fast an effect is plausible here."
)
UNTOLD = N_("The main comparison has no answer yet.")
FEW_EXPECTED = N_(
    "Too few events to test: in the first three months {expected} would be expected among the "
    "mentees, and {least} are needed."
)
NO_HISTORY = N_(
    "Needs two reviews before pairing: {n} mentees have them and a comparable colleague who has "
    "them too; at least {least} are needed."
)
NO_LANDMARK = N_("Too few people could be followed from three months after the start.")


def negative_controls(
    session: Session, metric: Metric, answer: Answer, run: Mapping[str, float] | None = None
) -> tuple[CrossCheck, ...]:
    """Return the three negative controls of a time to event; empty for other shapes.

    Each has `agrees` False where it fails, True where it passes, and None (with a `reason` in
    `values`) where the data cannot say. Call it in the session of the answer.
    """
    if metric.shape != "time to event":
        return ()
    if answer.estimate is None or answer.horizon is None:
        return tuple(_untested(name, UNTOLD, {}) for name in TITLES)
    return (
        early_exits(session, answer.horizon),
        later_paired_exposure(session),
        landmark(session, metric, answer, run),
    )


def early_exits(session: Session, horizon: int) -> CrossCheck:
    """Return the difference in the share with the event within the first month or first three.

    On the matched rows with their weights, in percentage points; of the two windows the one with
    the larger difference in standard errors, its interval widened for two tests. It fails where the
    difference is clear, and clearly larger than the later months (until `horizon`) would predict.
    It therefore detects that people who had decided to leave are not paired. A clear difference as
    large as in the later months neither passes nor fails (`from_start` in `values`): an immediate
    effect and a hidden trait with a constant influence cannot be told apart here.
    """
    life = similarity.life_table(session)
    curves = {arm: arm_curve(life, arm) for arm in (1, 0)}
    longest = int(life["u"].max()) + 1
    n1 = float(curves[1].at_risk[0])
    expected = n1 * (1 - float(curves[0].survival[max(EARLY_WINDOWS) - 1]))
    tested = {
        months: (
            _early(session, curves, months, longest),
            _beyond(session, curves, months, horizon, longest),
        )
        for months in EARLY_WINDOWS
        if n1 * (1 - curves[0].survival[months - 1]) >= FEWEST_EXPECTED
    }
    values: dict[str, object] = {"expected": round(expected, 1), "least": FEWEST_EXPECTED}
    if not tested:
        return _untested("early_exits", FEW_EXPECTED, values)
    months, (found, beyond) = max(
        tested.items(), key=lambda one: (_fails(*one[1]), abs(one[1][0].estimate / one[1][0].se))
    )
    risk1, risk0 = (100 * (1 - float(curves[arm].survival[months - 1])) for arm in (1, 0))
    values |= {
        "months": months,
        "mentees": round(risk1, 2),
        "others": round(risk0, 2),
        "beyond": round(100 * beyond.estimate, 2),
        "from_start": found.excludes_zero and not _fails(found, beyond),
    }
    check = _check("early_exits", _times(found, 100), not _fails(found, beyond), values)
    return replace(check, agrees=None, means=FROM_START) if values["from_start"] else check


def _fails(found: Interval, beyond: Interval) -> bool:
    return found.excludes_zero and beyond.excludes_zero and found.estimate * beyond.estimate > 0


def later_paired_exposure(session: Session) -> CrossCheck:
    """Return the difference in earlier scores between people about to be paired and the others.

    Being paired later is an exposure that cannot have worked yet. Exits cannot be
    compared: someone paired later was employed until then, so their earlier months are immortal
    time. So both groups are people employed and not yet paired in the same month, of one
    matching cell, and what is compared lies behind both: the mean of up to four scores before the
    last one, given the last one (regression within cells, clustered by mentor).

    It sees a hidden trait that moves scores and decides who is paired, and selection on more than
    the last review. It cannot see a trait that never moved a score (a wish to move abroad, say),
    nor anything in a company without two reviews per person.
    """
    people = steps.history_moments(session)
    mentees = int(np.sum(people["weight1"] > 0))
    values = {"n": mentees, "least": FEWEST_WITH_HISTORY}
    regression = lagged_regression(*(people[name] for name in ("dd", "dx", "xx", "dy", "xy")))
    if mentees < FEWEST_WITH_HISTORY or regression is None:
        return _untested("later_paired_exposure", NO_HISTORY, values)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    clustered = clustered_variance_by_arm(
        regression.influence, people["weight1"], people["weight0"], by_mentor
    )
    found = t_interval(regression.effect, clustered.variance, clustered.df)
    return _check("later_paired_exposure", found, not found.excludes_zero, values)


def landmark(
    session: Session, metric: Metric, answer: Answer, run: Mapping[str, float] | None = None
) -> CrossCheck:
    """Return the months gained with time zero three months later in both arms.

    Trials, cells and weights are made again from people still followed without the event by then;
    the horizon ends in the same month as the answer's, and the estimator is the answer's. It is
    judged as the other cross-checks are: it fails where the intervals do not overlap or exclude
    zero on opposite sides. As it holds most of the same months, only a large part of the answer
    that lies in the first three is seen.
    """
    assert answer.horizon is not None
    planned = PlannedMethod(answer.method, answer.horizon - LANDMARK, ONE_MONTH)
    with session.another() as apart:
        headline.prepare(metric, apart, answer.scope, run, wait=LANDMARK)
        later = headline.answer(metric, apart, answer.scope, planned)
    values = {"months": planned.horizon, "n": later.n_mentees}
    if later.estimate is None:
        return _untested("landmark", NO_LANDMARK, values)
    return _check("landmark", later.estimate, agreement(answer.estimate, later.estimate), values)


def _early(session: Session, curves: Mapping[int, Curve], months: int, longest: int) -> Interval:
    """Return the mentees' risk within the first months less that of the comparison group."""
    gradients = {arm: -survival_gradient(curve, months) for arm, curve in curves.items()}
    risk0 = 1 - float(curves[0].survival[months - 1])
    return _difference(session, curves, gradients, risk0, months, longest)


def _beyond(
    session: Session, curves: Mapping[int, Curve], months: int, horizon: int, longest: int
) -> Interval:
    """Return the mentees' risk within the first months less what the later months let expect."""
    of1, of0, expected = proportional_gradients(curves[1], curves[0], months, horizon)
    return _difference(session, curves, {1: of1, 0: of0}, expected, months, longest)


def _difference(
    session: Session,
    curves: Mapping[int, Curve],
    gradients: Mapping[int, np.ndarray],
    expected: float,
    months: int,
    longest: int,
) -> Interval:
    late1 = np.where(np.arange(len(gradients[1])) < months, 0.0, gradients[1])
    full = _variance(session, curves, gradients, longest)
    apart = _variance(session, curves, {1: late1, 0: gradients[0]}, longest)
    return early_difference(
        1 - float(curves[1].survival[months - 1]),
        expected,
        n1=float(curves[1].at_risk[0]),
        variance=full.variance,
        variance0=apart.variance,
        df=max(full.df, 1.0),
        tests=len(EARLY_WINDOWS),
    )


def _variance(
    session: Session,
    curves: Mapping[int, Curve],
    gradients: Mapping[int, np.ndarray],
    longest: int,
) -> ClusteredVariance:
    coefficients = []
    for arm, curve in curves.items():
        for event in (0, 1):
            influence = row_influence(curve, gradients[arm], event=event, arm=arm, months=longest)
            coefficients += [(arm, u, event, float(influence[u])) for u in range(longest)]
    people = similarity.ratio_influence(session, coefficients)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    return clustered_variance_by_arm(
        people["influence"], people["weight1"], people["weight0"], by_mentor
    )


def _times(one: Interval, factor: float) -> Interval:
    return Interval(
        one.estimate * factor, one.low * factor, one.high * factor, one.se * factor, one.df
    )


def _check(
    name: str, estimate: Interval, agrees: bool | None, values: Mapping[str, object]
) -> CrossCheck:
    means = FAILED if agrees is False else PASSED
    return CrossCheck(name, TITLES[name], estimate, UNITS[name], agrees, means[name], values)


def _untested(name: str, reason: str, values: Mapping[str, object]) -> CrossCheck:
    known = {"reason": reason, **values}
    return CrossCheck(name, TITLES[name], None, UNITS[name], None, FAILED[name], known)

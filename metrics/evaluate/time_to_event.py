"""Time to event: months gained in the first 24 (or 12) after pairing, from target trials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate import raked_weights
from metrics.evaluate.answer import (
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    NO_ESTIMATE,
    ONE_MONTH,
    Answer,
    ArmCurve,
    Check,
    NaiveComparison,
    direction_of,
    enough_mentees,
    enough_mentors,
    enough_others,
)
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.i18n import N_
from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance_by_arm,
    effective_size,
    t_interval,
)
from metrics.inference.sample_size import mentees_to_detect_normal
from metrics.inference.survival import (
    Curve,
    kaplan_meier,
    rmst_gradient,
    row_influence,
    survival_gradient,
)
from metrics.scope import MENTEE, Scope
from metrics.warehouse.engine import Session

HORIZON = 24  # months; the usual one, where enough people were followed for so long
SHORT = 12
FEWEST_EVENTS = 10
FEWEST_AT_RISK = 10
TIE_RULE = N_(
    "An event counts in the month in which it falls. People without the event at the start "
    "of a month are at risk in that month. An exit date is the last day employed."
)
ASSUMPTIONS = (
    N_(
        "No unrecorded reason for becoming a {person} beyond department, job level, last score, "
        "tenure and calendar year."
    ),
    N_("Every {person} counted has a comparable colleague who was not a {person} at that moment."),
    N_("No one acts differently because they expect to become a {person} later."),
    N_("What happens to colleagues does not depend on who is a {person}."),
    N_(
        "Anyone who becomes a {person} later resembles the others with the same department, "
        "job level, score and tenure until then."
    ),
    N_("Events are recorded in the same way for {persons} and for the comparison group."),
    N_("Mentoring means roughly the same for everyone in a category."),
)
NAIVE = N_("Ever a {person} against never, since the programme began")
WRONG = N_(
    "People who left early never became a {person}, so early leavers are counted among the "
    "others. The months before a pairing are counted as its effect. The simple average also "
    "mixes the effect with who is chosen."
)
FEW_EVENTS = N_(
    "{mentees} {persons} and {others} people in the comparison group had the event; at least "
    "{least} in total are needed."
)
FEW_FOLLOWED = N_(
    "Each group must still have at least {least} people followed after {months} months."
)


def evaluate(
    session: Session, metric: Metric, scope: Scope, *, horizon: int | None = None
) -> Answer:
    """Return the answer for the scope that is set in the session, which must be prepared.

    `horizon` is that of an analysis plan, at most HORIZON months; without one it follows the data.
    """
    raking = raked_weights.keep_matched(session)
    life, naive, fates = comparison.trial_counts(session)
    mentees = arm_curve(life, 1)
    others = arm_curve(life, 0)
    if horizon is None:
        horizon = HORIZON if _enough_at_risk(mentees, others, HORIZON) else SHORT
    matched = fates.pop("matched", 0)
    answer = Answer(
        metric,
        scope,
        session.snapshot,
        NO_ESTIMATE,
        None,
        horizon=horizon,
        n_asked=matched + sum(fates.values()),
        n_mentees=matched,
        dropped=fates,
        assumptions=ASSUMPTIONS,
        tie_rule=TIE_RULE,
    )
    if not matched:
        none = enough_mentees(0, FEWEST_MENTEES, role=scope.role, asked=answer.n_asked)
        return replace(answer, checks=(none,))
    coefficients = influence_coefficients(life, mentees, others, horizon)
    people = raked_weights.influence(session, raking, coefficients)
    estimates, ess1, ess0 = intervals(people, mentees, others, horizon)
    headline = estimates.pop("estimate")
    events = comparison.trial_events(session, horizon)
    followed = _enough_at_risk(mentees, others, horizon)
    checks = least_numbers(
        matched, events, ess1, ess0, followed=followed, horizon=horizon, role=scope.role
    )
    can_tell = all(check.passed for check in checks if check.passed is not None)
    answer = replace(
        answer,
        needed=_needed(matched, events, headline, can_tell, ess1),
        n_controls=int(np.sum(people["weight0"] > 0)),
        n_mentors=len(set(people["cluster_id"][people["weight1"] > 0])),
        checks=checks,
    )
    if not can_tell:
        return replace(answer, tentative=headline if headline.is_finite else None)
    shown = min(horizon, _months_with_both(mentees, others))
    return replace(
        answer,
        direction=direction_of(headline),
        estimate=headline,
        naive=_naive(naive, horizon),
        companions=estimates,
        lines=(_line(mentees, shown), _line(others, shown)),
    )


def arm_curve(counts: dict[str, np.ndarray], arm: int) -> Curve:
    """Return the curve of one arm; rows without a plain number count by their weight."""
    rows = counts["arm"] == arm
    n = counts.get("n", counts["weight"])
    return kaplan_meier(
        counts["u"][rows], counts["event"][rows], counts["weight"][rows], n[rows], tau=HORIZON
    )


def influence_coefficients(
    life: dict[str, np.ndarray], mentees: Curve, others: Curve, horizon: int
) -> list[tuple[int, int, int, float, float, float]]:
    """Return rows (arm, u, event, and the influence of such a row on three estimates).

    The estimates are the months gained in `horizon` months and in the first 12, and the share
    gained after 12.
    """
    months = int(life["u"].max()) + 1
    rows = []
    for arm, curve in ((1, mentees), (0, others)):
        gradients = (
            rmst_gradient(curve, horizon),
            rmst_gradient(curve, SHORT),
            survival_gradient(curve, SHORT),
        )
        for event in (0, 1):
            long, short, share = (
                row_influence(curve, gradient, event=event, arm=arm, months=months)
                for gradient in gradients
            )
            rows += [
                (arm, u, event, float(long[u]), float(short[u]), float(share[u]))
                for u in range(months)
            ]
    return rows


def intervals(
    people: dict[str, np.ndarray], mentees: Curve, others: Curve, horizon: int
) -> tuple[dict[str, Interval], float, float]:
    """Return the estimates by name, the independent groups by mentor and the independent others."""
    estimates = {
        "estimate": (mentees.rmst(horizon) - others.rmst(horizon), people["long_rmst"]),
        f"months_{SHORT}": (mentees.rmst(SHORT) - others.rmst(SHORT), people["short_rmst"]),
        f"share_{SHORT}": (
            mentees.survival[SHORT - 1] - others.survival[SHORT - 1],
            people["short_survival"],
        ),
    }
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    results = {}
    for name, (estimate, influence) in estimates.items():
        clustered = clustered_variance_by_arm(
            influence, people["weight1"], people["weight0"], by_mentor
        )
        results[name] = t_interval(estimate, clustered.variance, clustered.df)
    return results, clustered.ess1, effective_size(people["weight0"])


def least_numbers(
    matched: int,
    events: Mapping[int, int],
    ess1: float,
    ess0: float,
    *,
    followed: bool,
    horizon: int | None,
    role: str = MENTEE,
) -> tuple[Check, ...]:
    """Return the checks of what an estimate must be based on.

    They are the mentees, the people with the event by arm, independent groups of mentees by mentor
    (`ess1`), independent others (`ess0`), and whether each arm has people `followed` until the
    horizon.
    """
    mentees = events.get(1, 0)
    others = events.get(0, 0)
    event_values = {"mentees": mentees, "others": others, "least": FEWEST_EVENTS}
    follow_up_values = {"months": horizon, "least": FEWEST_AT_RISK}
    return (
        enough_mentees(matched, FEWEST_MENTEES, role=role),
        Check(
            "events",
            mentees + others >= FEWEST_EVENTS,
            FEW_EVENTS,
            {**event_values, **ROLE_WORDS[role]},
        ),
        enough_mentors(ess1, FEWEST_MENTORS, role=role),
        enough_others(ess0, FEWEST_CONTROLS),
        Check("follow_up", followed, FEW_FOLLOWED, follow_up_values),
    )


def least_mentees(matched: int, events: Mapping[int, int], ess1: float) -> int | None:
    """Return how many mentees would meet the least numbers, at today's rate of events and mentors.

    None without any event, from which nothing can be foreseen.
    """
    n_events = sum(events.values())
    if not n_events:
        return None
    least = max(
        FEWEST_MENTEES,
        matched * FEWEST_EVENTS / n_events,
        matched * FEWEST_MENTORS / max(ess1, 1.0),
    )
    return int(np.ceil(max(least, matched + 1)))


def _enough_at_risk(mentees: Curve, others: Curve, tau: int) -> bool:
    return bool(min(mentees.rows[tau - 1], others.rows[tau - 1]) >= FEWEST_AT_RISK)


def _months_with_both(mentees: Curve, others: Curve) -> int:
    """Return the months in which both arms have rows at risk."""
    return int(np.sum(np.minimum(mentees.rows, others.rows) > 0))


def _line(curve: Curve, months: int) -> ArmCurve:
    return ArmCurve(
        tuple(curve.survival[:months].tolist()), tuple(curve.rows[:months].astype(int).tolist())
    )


def _needed(
    matched: int, events: Mapping[int, int], headline: Interval, can_tell: bool, ess1: float
) -> int | None:
    """Return the mentees for a clear answer; None where it is clear already.

    They are enough for the least numbers, or to see one month in four of five studies.
    """
    if can_tell and headline.excludes_zero:
        return None
    if can_tell:
        return mentees_to_detect_normal(matched, headline.se, ONE_MONTH)
    return least_mentees(matched, events, ess1)


def _naive(counts: dict[str, np.ndarray], horizon: int) -> NaiveComparison | None:
    curves = {arm: arm_curve(counts, arm) for arm in (1, 0)}
    people = min(float(curve.at_risk[0]) for curve in curves.values())
    if not people:
        return None
    months = int(counts["u"].max()) + 1
    variance = 0.0
    for arm, curve in curves.items():
        gradient = rmst_gradient(curve, horizon)
        for event in (0, 1):
            rows = (counts["arm"] == arm) & (counts["event"] == event)
            influence = row_influence(curve, gradient, event=event, arm=arm, months=months)
            of_rows = influence[counts["u"][rows].astype(int)]
            variance += float(np.sum(counts["weight"][rows] * of_rows**2))
    gained = curves[1].rmst(horizon) - curves[0].rmst(horizon)
    return NaiveComparison(t_interval(gained, variance, people - 1), NAIVE, WRONG)

"""Time to event: months gained in the first 24 (or 12) after pairing, from target trials with
matched cells.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate.answer import (
    CANNOT_TELL,
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    Answer,
    ArmCurve,
    Check,
    NaiveComparison,
    enough_mentees,
    enough_mentors,
    enough_others,
    verdict_of,
)
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
from metrics.scope import Scope
from metrics.warehouse.engine import Session

HORIZON = 24  # months; the usual one, where enough people were followed for so long
SHORT = 12
FEWEST_EVENTS, FEWEST_AT_RISK = 10, 10
ONE_MONTH = 1.0
TIE_RULE = N_(
    "An event counts in the month in which it falls. People without the event at the start "
    "of a month are at risk in that month. An exit date is the last day employed."
)
ASSUMPTIONS = (
    N_(
        "No hidden reason for being mentored beyond department, grade, last score, tenure "
        "and calendar year."
    ),
    N_(
        "Every mentee counted has a colleague in the same cell who was not mentored at that moment."
    ),
    N_("Nobody acts otherwise because they expect to be mentored later."),
    N_("What happens to colleagues does not depend on who is mentored."),
    N_("People who are mentored later are like the others in their cell until then."),
    N_("Events are recorded in the same way for mentees and for others."),
    N_("Mentoring means roughly the same for everyone in a category."),
)
NAIVE = N_("Ever mentored against never, since the programme began")
WRONG = N_(
    "Whoever left early never got as far as a pairing, so early leavers stand among the "
    "others, and the months before a pairing count as if mentoring had brought them. It "
    "also mixes the effect with who is chosen."
)


def evaluate(session: Session, metric: Metric, scope: Scope) -> Answer:
    """The answer for the part that is `asked` about; the session must be prepared."""
    life, naive, fates = comparison.trial_counts(session)
    one, zero = (_curve(life, arm) for arm in (1, 0))
    horizon = HORIZON if _supports(one, zero, HORIZON) else SHORT
    matched = fates.pop("matched", 0)
    base = {
        "metric": metric,
        "scope": scope,
        "snapshot": session.snapshot,
        "horizon": horizon,
        "n_asked": matched + sum(fates.values()),
        "n_mentees": matched,
        "dropped": fates,
        "assumptions": ASSUMPTIONS,
        "tie_rule": TIE_RULE,
    }
    if not matched:
        none = (enough_mentees(0, FEWEST_MENTEES, asked=base["n_asked"]),)
        return Answer(**base, verdict=CANNOT_TELL, estimate=None, checks=none)
    people = comparison.trial_influence(session, _coefficients(life, one, zero, horizon))
    intervals, ess1, ess0 = _intervals(people, one, zero, horizon)
    events = comparison.trial_events(session, horizon)
    checks = least_numbers(
        matched, events, ess1, ess0, followed=_supports(one, zero, horizon), horizon=horizon
    )
    told = all(check.passed for check in checks if check.passed is not None)
    headline = intervals.pop("estimate")
    shown = min(horizon, _last_month_at_risk(one, zero))
    return Answer(
        **base,
        verdict=verdict_of(headline) if told else CANNOT_TELL,
        estimate=headline if told else None,
        needed=_needed(matched, events, headline, told, ess1),
        naive=_naive(naive, horizon) if told else None,
        n_controls=int(np.sum(people["weight0"] > 0)),
        n_mentors=len(
            {m for m, w in zip(people["cluster_id"], people["weight1"], strict=True) if w > 0}
        ),
        checks=checks,
        companions=intervals if told else {},
        lines=tuple(
            ArmCurve(tuple(c.survival[:shown].tolist()), tuple(c.rows[:shown].astype(int).tolist()))
            for c in (one, zero)
        )
        if told
        else None,
    )


def _curve(counts: dict[str, np.ndarray], arm: int) -> Curve:
    of = counts["arm"] == arm
    n = counts.get("n", counts["weight"])
    return kaplan_meier(
        counts["u"][of], counts["event"][of], counts["weight"][of], n[of], tau=HORIZON
    )


def _supports(one: Curve, zero: Curve, tau: int) -> bool:
    return bool(min(one.rows[tau - 1], zero.rows[tau - 1]) >= FEWEST_AT_RISK)


def _last_month_at_risk(one: Curve, zero: Curve) -> int:
    return int(np.sum(np.minimum(one.rows, zero.rows) > 0))


def _coefficients(
    life: dict[str, np.ndarray], one: Curve, zero: Curve, horizon: int
) -> list[tuple]:
    months = int(life["u"].max()) + 1
    rows = []
    for arm, of in ((1, one), (0, zero)):
        gradients = (
            rmst_gradient(of, horizon),
            rmst_gradient(of, SHORT),
            survival_gradient(of, SHORT),
        )
        for event in (0, 1):
            columns = [row_influence(of, g, event=event, arm=arm, months=months) for g in gradients]
            rows += [
                (arm, u, event, *(float(column[u]) for column in columns)) for u in range(months)
            ]
    return rows


def _intervals(
    people: dict, one: Curve, zero: Curve, horizon: int
) -> tuple[dict[str, Interval], float, float]:
    estimates = {
        "estimate": (one.rmst(horizon) - zero.rmst(horizon), people["long_rmst"]),
        f"months_{SHORT}": (one.rmst(SHORT) - zero.rmst(SHORT), people["short_rmst"]),
        f"share_{SHORT}": (
            one.survival[SHORT - 1] - zero.survival[SHORT - 1],
            people["short_survival"],
        ),
    }
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    arms = people["weight1"], people["weight0"]
    found = {}
    for name, (estimate, influence) in estimates.items():
        spread = clustered_variance_by_arm(influence, *arms, by_mentor)
        found[name] = t_interval(estimate, spread.variance, spread.df)
    return found, spread.ess1, effective_size(people["weight0"])


def least_numbers(
    matched: int,
    events: Mapping[int, int],
    ess1: float,
    ess0: float,
    *,
    followed: bool,
    horizon: int,
) -> tuple[Check, ...]:
    """What an estimate must rest on: mentees, people with the event by arm, independent groups of
    mentees by mentor (`ess1`) and independent others (`ess0`), and in each arm somebody `followed`
    until the horizon.
    """
    mentees, others = events.get(1, 0), events.get(0, 0)
    return (
        enough_mentees(matched, FEWEST_MENTEES),
        Check(
            "events",
            mentees + others >= FEWEST_EVENTS,
            N_(
                "{mentees} mentees and {others} others had the event; at least {least} "
                "together are needed."
            ),
            {"mentees": mentees, "others": others, "least": FEWEST_EVENTS},
        ),
        enough_mentors(ess1, FEWEST_MENTORS),
        enough_others(ess0, FEWEST_CONTROLS),
        Check(
            "follow_up",
            followed,
            N_(
                "Each group must still have at least {least} people followed after {months} months."
            ),
            {"months": horizon, "least": FEWEST_AT_RISK},
        ),
    )


def _needed(
    matched: int, events: Mapping[int, int], headline: Interval, told: bool, ess1: float
) -> int | None:
    """Mentees for a clear answer: enough for the thresholds, or to see one month in four of five
    studies.
    """
    if told and headline.excludes_zero:
        return None
    if told:
        return mentees_to_detect_normal(matched, headline.se, ONE_MONTH)
    return least_mentees(matched, events, ess1)


def least_mentees(matched: int, events: Mapping[int, int], ess1: float) -> int | None:
    """How many mentees would meet the least numbers, if events and mentors grow as they do; None
    without any event, from which nothing can be foreseen.
    """
    seen = sum(events.values())
    if not seen:
        return None
    least = max(
        FEWEST_MENTEES, matched * FEWEST_EVENTS / seen, matched * FEWEST_MENTORS / max(ess1, 1.0)
    )
    return int(np.ceil(max(least, matched + 1)))


def _naive(counts: dict[str, np.ndarray], horizon: int) -> NaiveComparison | None:
    arms = {arm: _curve(counts, arm) for arm in (1, 0)}
    if any(c.at_risk[0] == 0 for c in arms.values()):
        return None
    variance = 0.0
    for arm, of in arms.items():
        gradient, months = rmst_gradient(of, horizon), int(counts["u"].max()) + 1
        for event in (0, 1):
            rows = (counts["arm"] == arm) & (counts["event"] == event)
            influence = row_influence(of, gradient, event=event, arm=arm, months=months)[
                counts["u"][rows].astype(int)
            ]
            variance += float(np.sum(counts["weight"][rows] * influence**2))
    df = min(float(c.at_risk[0]) for c in arms.values()) - 1
    return NaiveComparison(
        t_interval(arms[1].rmst(horizon) - arms[0].rmst(horizon), variance, df), NAIVE, WRONG
    )

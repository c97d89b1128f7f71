"""What the pairings that lasted say, beside the answer, which counts everybody ever paired.

Three questions about one outcome. Intention to treat (the answer): what being given a mentor does,
whatever becomes of the pairing. Per protocol: what it would do if no pairing broke off. As treated:
whether the event is rarer in the months in which a pairing runs.

A pairing breaks off if it ends in a month before that of its planned end, and was not completed. A
trap: where somebody leaves, their pairing ends too. Such an end is an exit and not the end of a
pairing that would have gone on: if it were taken out, mentees would never seem to leave. An exit
in the month in which the pairing ends, or within three months of an end for the reason `left`, is
therefore counted, and the pairing did not break off.

Neither figure turns the verdict. Who breaks off is not drawn by lot, the weights know only what is
recorded on pairing, and the months after a pairing differ from those in it in more than mentoring.
So a difference from the answer is no sign that one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import own_keys
from metrics.comparison import running_pairings as steps
from metrics.evaluate import censoring_weights
from metrics.evaluate.answer import CENSORING_WEIGHTS, MATCHED, Answer
from metrics.evaluate.clustered_estimate import ClusteredEstimate, clustered_estimate
from metrics.evaluate.event_cross_checks import FEW_EVENTS, UNTOLD
from metrics.evaluate.evidence import CrossCheck
from metrics.evaluate.time_to_event import FEWEST_AT_RISK, FEWEST_EVENTS, least_numbers
from metrics.i18n import N_
from metrics.inference.aipw import design_matrix
from metrics.inference.breaking_off import breakoff_hazard, lasting_share
from metrics.inference.interval import Interval
from metrics.inference.ipcw import ipcw_curve, month_influence
from metrics.inference.rates import mantel_haenszel
from metrics.inference.survival import Curve, kaplan_meier, rmst_gradient, row_influence
from metrics.warehouse.engine import Session

INTENTION_TO_TREAT = "intention_to_treat"
PER_PROTOCOL = "per_protocol"
AS_TREATED = "as_treated"
PROTOCOL_FIGURES = (INTENTION_TO_TREAT, PER_PROTOCOL, AS_TREATED)
"""The names of the three figures, in the order in which they are shown."""
KEYS = ("department", "grade", "fine_band", "fine_tenure", "quarter")
FEWEST_OF_REASON = 10  # pairings that broke off for one reason, for a model of its own
MOST_UNTOLD = 0.1  # share of the mentees
CAP = 10
TITLES = {
    INTENTION_TO_TREAT: N_(
        "Intention to treat: how many months are gained by giving people a mentor, whatever "
        "becomes of the pairing?"
    ),
    PER_PROTOCOL: N_("Per protocol: how many months would be gained if no pairing stopped early?"),
    AS_TREATED: N_(
        "As treated: how often does the event occur in months with a running pairing, relative to "
        "months without?"
    ),
}
MEANS = {
    INTENTION_TO_TREAT: N_(
        "This is the main figure. Everyone who was ever paired counts, from the pairing on."
    ),
    PER_PROTOCOL: N_(
        "{people} pairings stopped early. Mentees like these whose pairing went on count for more, "
        "at most {cap} times as much; the largest weight is {largest}. If this figure is clearly "
        "above the main figure, pairings that stop early cost part of the effect. Only what was "
        "known at the time of pairing is accounted for."
    ),
    AS_TREATED: N_(
        "Below 1, the event is rarer while a pairing runs. Of {other_months} months without, "
        "{months_after} come after a pairing. An effect that lasts longer than the pairing brings "
        "the ratio closer to 1, and people whose pairing is over may differ from others in more "
        "than mentoring. The main figure is therefore the stronger one."
    ),
}
NO_PLAN = N_(
    "For {percent}% of the mentees, the files do not show whether the pairing stopped early. Fill "
    "in the planned end date, or the reason why it ended."
)


@dataclass(frozen=True)
class PerProtocol:
    """The months gained per protocol, and what they are made of.

    `broken_off` mentees were no longer followed from the end of their pairing on, `untold` of `all`
    mentees may have been; `largest` is the largest weight before it was capped. `events` are people
    by arm; `followed` says whether enough people were until the horizon.
    """

    gained: ClusteredEstimate
    broken_off: int
    untold: int
    mentees: int
    largest: float
    events: Mapping[int, int]
    followed: bool


def companions(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """Return the three figures of a time to event; empty for other shapes.

    Call it after `event_cross_checks.cross_checks` in the same session, whose `employed_month` it
    reads. They inform, so `agrees` is None.
    """
    if metric.shape != "time to event":
        return ()
    if answer.estimate is None or answer.horizon is None:
        return tuple(_figure(name, None, {"reason": UNTOLD}) for name in PROTOCOL_FIGURES)
    return (
        _figure(INTENTION_TO_TREAT, answer.estimate, {}),
        by_protocol(session, answer.horizon, answer.method),
        by_treated_months(session),
    )


def by_protocol(session: Session, horizon: int, method: str = MATCHED) -> CrossCheck:
    """Return the months gained if no pairing had broken off, or why they cannot be told.

    `method` is that of the answer.
    """
    found = months_gained(session, horizon, method)
    if found.untold > MOST_UNTOLD * found.mentees:
        percent = round(100 * found.untold / found.mentees)
        return _figure(PER_PROTOCOL, None, {"reason": NO_PLAN, "percent": percent})
    gained = found.gained
    checks = least_numbers(
        gained.mentees,
        found.events,
        gained.ess1,
        gained.ess0,
        followed=found.followed,
        horizon=horizon,
    )
    for check in checks:
        if not check.passed:
            return _figure(PER_PROTOCOL, None, {"reason": check.text, **check.values})
    values = {
        "people": found.broken_off,
        "mentees": gained.mentees,
        "others": gained.others,
        "largest": round(found.largest, 1),
        "cap": CAP,
    }
    return _figure(PER_PROTOCOL, gained.interval, values)


def months_gained(session: Session, horizon: int, method: str = MATCHED) -> PerProtocol:
    """Return the months gained per protocol over `horizon` months, with its numbers.

    The mentees of the answer are followed until the month in which their pairing breaks off, and
    weighted for it; the comparison group is that of the answer, with its weights: those of
    matching, or with `method` CENSORING_WEIGHTS those for later pairing (which need
    `employed_month`). The variance takes all weights as known.
    """
    patterns = steps.breakoff_patterns(session, horizon)
    hazards = breakoff_hazards(session, patterns)
    counts = steps.protocol_counts(session, hazards, shares_lasting(session, horizon))
    mentees = ipcw_curve(*(counts[name] for name in ("k", "at_risk", "events", "n")), tau=horizon)
    if method == CENSORING_WEIGHTS:
        others = _others_uncensored(session, horizon)
    else:
        others = _others_matched(session, horizon)
    people = steps.protocol_influence(session, _by_month(mentees, horizon, arm=1))
    gained = mentees.rmst(horizon) - others.rmst(horizon)
    untold, compared = steps.untold(session)
    return PerProtocol(
        clustered_estimate(gained, people["estimate"], people),
        broken_off=steps.broken_off(session),
        untold=untold,
        mentees=compared,
        largest=float(counts["largest"].max()) if len(counts["largest"]) else 1.0,
        events=steps.protocol_events(session, horizon),
        followed=bool(min(mentees.rows[-1], others.rows[-1]) >= FEWEST_AT_RISK),
    )


def _others_matched(session: Session, horizon: int) -> Curve:
    life = steps.others_life(session)
    others = kaplan_meier(*(life[name] for name in ("u", "event", "weight", "n")), tau=horizon)
    months = int(life["u"].max()) + 1 if len(life["u"]) else 0
    gradient = rmst_gradient(others, horizon)
    coefficients = []
    for event in (0, 1):
        influence = row_influence(others, gradient, event=event, arm=0, months=months)
        coefficients += [(u, event, float(of_row)) for u, of_row in enumerate(influence)]
    steps.others_matched(session, coefficients)
    return others


def _others_uncensored(session: Session, horizon: int) -> Curve:
    others = censoring_weights.curves(session, horizon)[0]
    steps.others_uncensored(session, _by_month(others, horizon, arm=0))
    return others


def _by_month(curve: Curve, horizon: int, *, arm: int) -> list[tuple[int, float, float]]:
    """Return (month, influence of a weight of 1 at risk in it, what the event adds)."""
    at_risk, event = month_influence(curve, rmst_gradient(curve, horizon), arm=arm)
    return [(k, float(at_risk[k]), float(event[k])) for k in range(horizon)]


def breakoff_hazards(
    session: Session, patterns: Mapping[str, np.ndarray]
) -> list[tuple[int, float]]:
    """Return (pattern, hazard of breaking off in a month) from one model per reason.

    Reasons for which fewer than ten pairings broke off share a model.
    """
    if not len(patterns["pattern"]):
        return []
    months = [patterns[reason] for reason in steps.REASONS]
    own_models = [of_reason for of_reason in months if of_reason.sum() >= FEWEST_OF_REASON]
    pooled = sum(
        (of_reason for of_reason in months if of_reason.sum() < FEWEST_OF_REASON),
        np.zeros(len(patterns["pattern"])),
    )
    own = own_keys.levels_of(session, patterns["own_stratum"])
    design = design_matrix([*(patterns[key] for key in KEYS), *own.values()])
    hazard = breakoff_hazard(design, patterns["went_on"], [*own_models, pooled])
    return [
        (int(pattern), float(of_pattern))
        for pattern, of_pattern in zip(patterns["pattern"], hazard, strict=True)
    ]


def shares_lasting(session: Session, horizon: int) -> np.ndarray:
    """Return the share of pairings that had not broken off before each follow-up month."""
    wait = session.value("select wait_months from time_zero")
    counts = steps.lasting(session)
    n, ended = (
        np.bincount(counts["since"].astype(int), weights=counts[name], minlength=wait + horizon)
        for name in ("n", "ended")
    )
    return lasting_share(n, ended)[wait : wait + horizon]


def by_treated_months(session: Session) -> CrossCheck:
    """Return the Mantel-Haenszel rate ratio with exposure on only while a pairing runs."""
    strata = steps.treated_strata(session)
    tables = [strata[name] for name in ("d1", "n1", "d0", "n0")]
    d1, n1, d0, n0 = (int(table.sum()) for table in tables)
    values: dict[str, object] = {
        "mentees": d1,
        "others": d0,
        "mentee_months": n1,
        "other_months": n0,
        "months_after": int(strata["months_after"].sum()),
    }
    ratio = mantel_haenszel(*tables)
    if d1 + d0 < FEWEST_EVENTS or ratio is None:
        reason = {"reason": FEW_EVENTS, "least": FEWEST_EVENTS}
        return _figure(AS_TREATED, None, values | reason)
    return _figure(AS_TREATED, ratio.interval, values)


def _figure(name: str, estimate: Interval | None, values: Mapping[str, object]) -> CrossCheck:
    unit = "ratio" if name == AS_TREATED else "months"
    return CrossCheck(name, TITLES[name], estimate, unit, None, MEANS[name], values)

"""Cross-checks of a time to event: rates, causes, censoring weights and doubly robust models.

Each is made of the rows that the headline was made of, or of the same people's months, and says
what it would mean if it disagreed. Where the headline itself has no estimate, neither can they.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.catalog import Metric
from metrics.comparison import cross_checks as steps
from metrics.evaluate import censoring_weights, doubly_robust, exact_cells, exit_causes
from metrics.evaluate.answer import CENSORING_WEIGHTS, DOUBLY_ROBUST, Answer
from metrics.evaluate.evidence import CrossCheck, agreement
from metrics.evaluate.time_to_event import FEWEST_EVENTS
from metrics.i18n import N_
from metrics.inference.interval import Interval, t_interval
from metrics.inference.rates import log_rank, mantel_haenszel
from metrics.warehouse.engine import Session

MOST_LATER_PAIRED = 0.1
LEAST_MATCHED = 0.6
TITLES = {
    "rate_ratio": N_("Event rate with mentoring, relative to the rate without"),
    "later_pairing": N_("Months gained if no one in the comparison group had been mentored later"),
    "exact_cells": N_("Months gained among people equal on every matching variable at once"),
    "adjusted": N_("Months gained by two models (doubly robust) instead of matching"),
    "matched": N_("Months gained by matching only"),
}
MEANS = {
    "rate_ratio": N_(
        "Below 1, the event is rarer with mentoring. People are compared month by month; "
        "each month of a person counts once, and no trials (starting groups per pairing "
        "month) are needed. If this contradicts the answer, there are two possible reasons. "
        "The answer depends on how the trials were formed, or the effect reverses after the "
        "months counted here."
    ),
    "later_pairing": N_(
        "People in the comparison group are followed only until they are mentored "
        "themselves. If this disagrees, people mentored later would have fared differently "
        "from their peers anyway. The months gained are then off by about the difference."
    ),
    "exact_cells": N_(
        "The answer weights the comparison group so that it has the mentees' departments, job "
        "levels, scores, tenure and years, each by itself. This compares only people who are "
        "equal on all of them at once. If it disagrees, a combination of these matters, such "
        "as high scores in one department."
    ),
    "adjusted": N_(
        "This includes every mentee, also those without a match, and is right if one of its "
        "two models is right. If it disagrees, there are two possible reasons. Mentees "
        "who cannot be compared gain more or less than the others, or the weights leave a "
        "difference between the groups."
    ),
    "matched": N_(
        "The main figure does not come from matching alone; the top of the page says why. If "
        "it disagrees, the difference shows how much that mattered."
    ),
}
UNITS = {"rate_ratio": "ratio"}
UNTOLD = N_("The main comparison has no answer yet.")
FEW_EVENTS = N_(
    "{mentees} mentees and {others} people in the comparison group had the event in these "
    "months; at least {least} in total are needed, with one in each group."
)
NO_CELLS = N_("No mentee has a colleague who is equal on every matching variable at once.")


def cross_checks(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """Return every cross-check of a time to event; empty for other shapes.

    Call it right after `evaluate` in the same session. A check without an estimate says in
    `values["reason"]` why (a sentence, filled in from `values`); the others say what they are based
    on. Where the answer was made by one of these methods, matching takes its place in the list.
    """
    if metric.shape != "time to event":
        return ()
    if answer.estimate is None or answer.horizon is None:
        untold = {"reason": UNTOLD}
        names = (name for name in TITLES if name != "matched")
        return (
            *(_check(name, None, None, untold) for name in names),
            *(() if metric.flow else exit_causes.untold(untold)),
        )
    headline = answer.estimate
    steps.follow_months(session)
    checks = [rate_ratio(session, headline)]
    if not metric.flow:
        checks += exit_causes.by_cause(session, answer.horizon)
    checks.append(by_exact_cells(session, headline, answer.horizon))
    if answer.method == CENSORING_WEIGHTS:
        checks.append(by_matching(answer))
    else:
        checks.append(by_censoring_weights(session, headline, answer.horizon))
    if answer.method == DOUBLY_ROBUST:
        checks.append(by_matching(answer))
    else:
        checks.append(by_doubly_robust(session, headline, answer.horizon))
    return tuple(checks)


def by_matching(answer: Answer) -> CrossCheck:
    """Return what matching gave, where the answer was made by another method."""
    return _check("matched", answer.matched, agreement(answer.estimate, answer.matched), {})


def rate_ratio(session: Session, headline: Interval) -> CrossCheck:
    """Return the Mantel-Haenszel rate ratio with its log-rank test.

    Below 1 supports more months. Needs `employed_month`.
    """
    strata = steps.rate_strata(session)
    tables = [strata[name] for name in ("d1", "n1", "d0", "n0")]
    d1, n1, d0, n0 = (int(table.sum()) for table in tables)
    values: dict[str, object] = {
        "strata": len(tables[0]),
        "mentees": d1,
        "others": d0,
        "mentee_months": n1,
        "other_months": n0,
    }
    ratio = mantel_haenszel(*tables)
    test = log_rank(*tables)
    if d1 + d0 < FEWEST_EVENTS or ratio is None or test is None:
        values |= {"reason": FEW_EVENTS, "least": FEWEST_EVENTS}
        return _check("rate_ratio", None, None, values)
    fewer = t_interval(-ratio.log, ratio.se**2, float("inf"))
    agrees = agreement(headline, fewer, same_scale=False)
    return _check("rate_ratio", ratio.interval, agrees, values | {"chi2": test.chi2, "p": test.p})


def by_censoring_weights(session: Session, headline: Interval, horizon: int) -> CrossCheck:
    """Return the months gained with weights that replace the others who are paired later.

    Needs `employed_month`. Where more than a tenth of the others' rows end by a pairing, this is
    the answer (`fallback_estimator.py`).
    """
    arms = censoring_weights.curves(session, horizon)
    gained = censoring_weights.months_gained(session, arms, horizon).interval
    values = {"later_paired": steps.later_paired(session, horizon)}
    return _check(CENSORING_WEIGHTS, gained, agreement(headline, gained), values)


def by_exact_cells(session: Session, headline: Interval, horizon: int) -> CrossCheck:
    """Return the months gained in cells of people equal on every key, which see interactions."""
    gained = exact_cells.months_gained(session, horizon)
    if gained is None:
        return _check("exact_cells", None, None, {"reason": NO_CELLS})
    values = {"mentees": gained.mentees, "others": gained.others}
    agrees = agreement(headline, gained.interval)
    return _check("exact_cells", gained.interval, agrees, values)


def by_doubly_robust(session: Session, headline: Interval, horizon: int) -> CrossCheck:
    """Return the months gained by augmented inverse-probability weighting of pseudo-values.

    It uses every row that could be followed, matched or not. Where matching kept fewer than 60 % of
    the mentees, this is the answer (`fallback_estimator.py`).
    """
    gained = doubly_robust.months_gained(session, horizon).gained
    values = {"mentees": gained.mentees, "others": gained.others}
    return _check(DOUBLY_ROBUST, gained.interval, agreement(headline, gained.interval), values)


def _check(
    name: str, estimate: Interval | None, agrees: bool | None, values: Mapping[str, object]
) -> CrossCheck:
    return CrossCheck(
        name, TITLES[name], estimate, UNITS.get(name, "months"), agrees, MEANS[name], values
    )

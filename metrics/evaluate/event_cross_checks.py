"""Time to event, asked in other ways: rates with exposure that switches on, causes, weights for
later pairing, models.

Each is made of the rows that the headline was made of, or of the same people's months, and says
what it would mean if it disagreed. Where the headline itself cannot be told, neither can they.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import cross_checks as steps
from metrics.evaluate import censoring_weights, doubly_robust
from metrics.evaluate.answer import Answer
from metrics.evaluate.clustered_estimate import clustered_estimate
from metrics.evaluate.evidence import CrossCheck, agreement
from metrics.evaluate.time_to_event import FEWEST_EVENTS
from metrics.i18n import N_
from metrics.inference.competing import CauseHazards, cause_hazards, months_lost_influence
from metrics.inference.interval import Interval, t_interval
from metrics.inference.rates import log_rank, mantel_haenszel
from metrics.warehouse.engine import Session

FEWEST_OF_CAUSE = 5
MOST_LATER_PAIRED, LEAST_MATCHED = 0.2, 0.6
VOLUNTARY, OTHER = 1, 2
CAUSES = ("voluntary", "other_causes")  # of leaving; a move has none
TITLES = {
    "rate_ratio": N_("Event rate with mentoring, relative to the rate without"),
    "voluntary": N_("Months gained from fewer voluntary exits"),
    "other_causes": N_("Months gained from fewer exits for other reasons"),
    "later_pairing": N_("Months gained if no one in the comparison group had been mentored later"),
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
    "voluntary": N_(
        "Together with the other reasons, this adds up exactly to the months gained. If it "
        "is much smaller than the months gained, mentees do not stay because they want to. "
        "They stay because fewer are dismissed or retire."
    ),
    "other_causes": N_(
        "Together with voluntary exits, this adds up exactly to the months gained. If it is "
        "most of the months gained, check who decides on dismissals and contracts: mentoring "
        "may protect people rather than retain them."
    ),
    "later_pairing": N_(
        "People in the comparison group are followed only until they are mentored "
        "themselves. If this disagrees, people mentored later would have fared differently "
        "from their peers anyway. The months gained are then off by about the difference."
    ),
    "adjusted": N_(
        "This includes every mentee, also those without a match, and is right if one of its "
        "two models is right. If it disagrees, there are two possible reasons. Mentees "
        "without a match gain more or less than the other mentees, or differences remain "
        "within the matching cells."
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
FEW_CAUSES = N_(
    "At least {least} mentees and {least} others must have a voluntary event, and as many an "
    "event with another cause."
)
NO_CAUSES = N_("No event is recorded as voluntary, so the reasons cannot be separated.")


def cross_checks(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """Every cross-check of a time to event, asked right after `evaluate` in the same session; empty
    for other shapes.

    A check without an estimate says in `values["reason"]` why (a sentence, filled in from
    `values`); the others say what they rest on. Where the answer was made by one of them, matching
    stands in its place.
    """
    if metric.shape != "time to event":
        return ()
    if answer.estimate is None or answer.horizon is None:
        return tuple(
            _check(name, None, None, {"reason": UNTOLD})
            for name in TITLES
            if name != "matched" and not (metric.flow and name in CAUSES)
        )
    steps.follow_months(session)
    return (
        rate_ratio(session, answer.estimate),
        *(() if metric.flow else by_cause(session, answer.horizon)),
        *(
            matched(answer) if answer.method == name else check()
            for name, check in {
                "later_pairing": lambda: by_later_pairing(session, answer.estimate, answer.horizon),
                "adjusted": lambda: by_two_models(session, answer.estimate, answer.horizon),
            }.items()
        ),
    )


def matched(answer: Answer) -> CrossCheck:
    """What matching gave, where the answer was made in another way."""
    return _check("matched", answer.matched, agreement(answer.estimate, answer.matched), {})


def rate_ratio(session: Session, headline: Interval) -> CrossCheck:
    """The Mantel-Haenszel ratio with its log-rank test (needs `employed_month`); below 1 speaks for
    more months.
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
    ratio, test = mantel_haenszel(*tables), log_rank(*tables)
    if d1 + d0 < FEWEST_EVENTS or ratio is None or test is None:
        return _check(
            "rate_ratio", None, None, values | {"reason": FEW_EVENTS, "least": FEWEST_EVENTS}
        )
    fewer = t_interval(-ratio.log, ratio.se**2, float("inf"))
    agrees = agreement(headline, fewer, same_scale=False)
    return _check("rate_ratio", ratio.interval, agrees, values | {"chi2": test.chi2, "p": test.p})


def by_cause(session: Session, horizon: int) -> tuple[CrossCheck, CrossCheck]:
    """The months gained, split into those by fewer voluntary events and by fewer others.

    They are parts of the same number, so they neither agree nor disagree with it.
    """
    counts = steps.ending_counts(session)
    people = dict.fromkeys(product((0, 1), (VOLUNTARY, OTHER)), 0) | steps.ending_people(
        session, horizon
    )
    if min(people.values()) < FEWEST_OF_CAUSE:
        recorded = people[0, VOLUNTARY] + people[1, VOLUNTARY] > 0
        why = {"reason": FEW_CAUSES if recorded else NO_CAUSES, "least": FEWEST_OF_CAUSE}
        return _check("voluntary", None, None, why), _check("other_causes", None, None, why)
    arms = {arm: _causes(counts, arm, horizon) for arm in (0, 1)}
    influence = steps.ending_influence(
        session, _cause_coefficients(arms, int(counts["u"].max()) + 1)
    )
    lost = {arm: of.months_lost for arm, of in arms.items()}
    found = []
    for cause, (name, column) in enumerate((("voluntary", "voluntary"), ("other_causes", "other"))):
        interval = clustered_estimate(
            float(lost[0][cause] - lost[1][cause]), influence[column], influence
        ).interval
        values = {
            "lost_mentees": float(lost[1][cause]),
            "lost_others": float(lost[0][cause]),
            "months": horizon,
            "mentees": people[1, cause + 1],
            "others": people[0, cause + 1],
        }
        found.append(_check(name, interval, None, values))
    return found[0], found[1]


def by_later_pairing(session: Session, headline: Interval, horizon: int) -> CrossCheck:
    """The months gained with weights that put peers in the place of those paired later (needs
    `employed_month`).

    Where more than a fifth of the others' rows end by a pairing, this is the answer
    (`exchange.py`).
    """
    gained = censoring_weights.months_gained(
        session, censoring_weights.curves(session, horizon), horizon
    ).interval
    values = {"later_paired": steps.later_paired(session, horizon)}
    return _check("later_pairing", gained, agreement(headline, gained), values)


def by_two_models(session: Session, headline: Interval, horizon: int) -> CrossCheck:
    """The months gained by augmented inverse-probability weighting of pseudo-values, over every row
    that could be followed, matched or not.

    Where matching kept fewer than 60 % of the mentees, this is the answer (`exchange.py`).
    """
    gained = doubly_robust.months_gained(session, horizon).gained
    values = {"mentees": gained.mentees, "others": gained.others}
    return _check("adjusted", gained.interval, agreement(headline, gained.interval), values)


def _causes(counts: dict[str, np.ndarray], arm: int, horizon: int) -> CauseHazards:
    of = counts["arm"] == arm
    return cause_hazards(
        counts["u"][of], counts["ending"][of], counts["weight"][of], n_causes=OTHER, tau=horizon
    )


def _cause_coefficients(arms: dict[int, CauseHazards], months: int) -> list[tuple]:
    rows = []
    for arm, of in arms.items():
        sign = -1.0 if arm == 1 else 1.0
        for ending in (0, VOLUNTARY, OTHER):
            voluntary, other = sign * months_lost_influence(of, ending=ending, months=months)
            rows += [(arm, u, ending, float(voluntary[u]), float(other[u])) for u in range(months)]
    return rows


def _check(
    name: str, estimate: Interval | None, agrees: bool | None, values: dict[str, object]
) -> CrossCheck:
    return CrossCheck(
        name, TITLES[name], estimate, UNITS.get(name, "months"), agrees, MEANS[name], values
    )

"""What can be said while the verdict is "cannot tell": own figures pooled with published evidence.

An indication is not an answer. It changes no verdict and has no price: `mentoring_return.py` reads
answers only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.comparison.event_rate import event_rate
from metrics.evaluate import CANNOT_TELL, Answer
from metrics.i18n import N_
from metrics.inference.interval import Interval
from metrics.inference.pooled_effect import Prior, months_prior, no_surer_than_people, pool
from metrics.scope import EVERYBODY, SMALLEST_GROUP
from metrics.value.published import LOG_RATE_RATIO, Expectation, expectation
from metrics.warehouse.engine import Session

FEWEST_EVENTS = 5  # from which the company's own rate of leaving converts what others found
USED = ""
TOO_FEW_PEOPLE = N_(
    "Fewer than {least} mentees, or people in the comparison group, could be compared, so your own "
    "figures are not used."
)
NO_FIGURE = N_("Your own data do not give a figure yet.")
SPREAD = "select stddev_samp(value) from observed"


@dataclass(frozen=True)
class Indication:
    """The effect as far as it can be said yet, in the unit of the metric.

    `interval` is the pooled one; `published_share` (0 to 1) of it is published evidence, which
    alone would say `published`. `without_own` is the reason (a sentence key) why the company's own
    figures are not in it, else USED. `studies` are the names behind it, in order.
    """

    interval: Interval
    published_share: float
    published: Interval
    mentees: int
    others: int
    studies: tuple[str, ...]
    without_own: str = USED


def indication(session: Session, answer: Answer) -> Indication | None:
    """Return the indication for an answer about the whole company whose verdict is "cannot tell".

    None for other answers, for a metric about which nothing convertible is published, and where the
    company's own files lack what the conversion needs: FEWEST_EVENTS events among at least ten
    people who were not paired and of whom some stay, or values that differ. Own figures about fewer
    than ten people are never in it. Call it in the session that gave the answer.
    """
    known = expectation(answer.metric.name)
    cannot_tell = answer.verdict is not None and answer.verdict.word == CANNOT_TELL
    if known is None or not cannot_tell or answer.scope != EVERYBODY:
        return None
    own = answer.estimate or answer.tentative
    if known.unit == LOG_RATE_RATIO:
        rate = event_rate(session)
        if rate.events < FEWEST_EVENTS or rate.people < SMALLEST_GROUP or rate.monthly >= 1:
            return None
        if answer.horizon is None:
            return None
        prior = months_prior(
            known.prior, monthly=rate.monthly, events=rate.events, months=answer.horizon
        )
        if own is not None and np.isfinite(own.se):
            own = no_surer_than_people(
                own,
                monthly=rate.monthly,
                months=answer.horizon,
                mentees=answer.n_mentees,
                others=answer.n_controls,
            )
    else:
        spread = float(session.value(SPREAD) or 0.0)
        if spread <= 0:
            return None
        prior = Prior(known.prior.mean * spread, known.prior.sd * spread)
    return _pooled(answer, own, prior, known)


def _pooled(answer: Answer, own: Interval | None, prior: Prior, known: Expectation) -> Indication:
    without = USED
    if min(answer.n_mentees, answer.n_controls) < SMALLEST_GROUP:
        without = TOO_FEW_PEOPLE
    elif own is None or not np.isfinite(own.se) or own.se <= 0:
        without = NO_FIGURE
    pooled = pool(None if without else own, prior)
    return Indication(
        pooled.interval,
        pooled.published_share,
        prior.interval,
        answer.n_mentees,
        answer.n_controls,
        tuple(dict.fromkeys(effect.study for effect in known.effects)),
        without,
    )

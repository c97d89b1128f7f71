"""The months gained, split by the cause of the event: voluntary exits, dismissals and others.

The causes compete: somebody dismissed can no longer resign. Over all causes the months add up
exactly to the months gained by matching.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from metrics.comparison import cross_checks as steps
from metrics.evaluate.clustered_estimate import clustered_estimate
from metrics.evaluate.evidence import CrossCheck
from metrics.i18n import N_
from metrics.inference.competing import CauseHazards, cause_hazards, months_lost_influence
from metrics.inference.interval import Interval
from metrics.scope import SMALLEST_GROUP
from metrics.warehouse.engine import Session

FEWEST_OF_CAUSE = 5
FEWEST_APART = SMALLEST_GROUP  # where more than voluntary and other causes are told apart
VOLUNTARY = "voluntary"
OTHER = "other_causes"
TITLES = {
    VOLUNTARY: N_("Months gained from fewer voluntary exits"),
    "dismissal": N_("Months gained from fewer dismissals"),
    "end_of_contract": N_("Months gained from fewer contracts that ended"),
    "retirement": N_("Months gained from fewer retirements"),
    "death": N_("Months gained from fewer deaths"),
    OTHER: N_("Months gained from fewer exits for other reasons"),
}
"""By the cause of an exit, as the staff table has it; every other cause is OTHER."""
VOLUNTARY_MEANS = N_(
    "Together with the other reasons, this adds up exactly to the months gained. If it "
    "is much smaller than the months gained, mentees do not stay because they want to. "
    "They stay because fewer are dismissed or retire."
)
OTHER_MEANS = N_(
    "Together with the causes above, this adds up exactly to the months gained. If it is "
    "most of the months gained, check who decides on dismissals and contracts: mentoring "
    "may protect people rather than retain them."
)
PART_MEANS = N_(
    "One part of the months gained; all causes together add up to them. If it is a large part, "
    "check who decides on such exits: mentoring may protect people rather than retain them."
)
FEW_CAUSES = N_(
    "At least {least} mentees and {least} others must have a voluntary event, and as many an "
    "event with another cause."
)
NO_CAUSES = N_("No event is recorded as voluntary, so the reasons cannot be separated.")


def untold(why: Mapping[str, object]) -> tuple[CrossCheck, ...]:
    """Return voluntary and other causes without an estimate; `why` holds the reason."""
    return tuple(_part(name, why) for name in (VOLUNTARY, OTHER))


def by_cause(session: Session, horizon: int) -> tuple[CrossCheck, ...]:
    """Return the months gained, split into those by fewer events of each cause.

    Voluntary exits come first, other causes last; `causes_apart` says which are told apart. They
    are parts of one number, so they neither agree nor disagree with it.
    """
    people = steps.cause_people(session, horizon)
    named = causes_apart(people)
    if VOLUNTARY not in named:
        why = FEW_CAUSES if sum(people.get(VOLUNTARY, (0, 0))) else NO_CAUSES
        return untold({"reason": why, "least": FEWEST_OF_CAUSE})
    counts = steps.ending_counts(session, named)
    names = (*named, OTHER)
    arms = {arm: hazards_of_arm(counts, arm, horizon, len(names)) for arm in (0, 1)}
    influence = steps.ending_influence(session, _coefficients(arms, int(counts["u"].max()) + 1))
    pooled = _rest(people, named)
    checks = []
    for place, name in enumerate(names):
        rows = influence["cause"] == place + 1
        own = {column: values[rows] for column, values in influence.items()}
        lost0, lost1 = (float(arms[arm].months_lost[place]) for arm in (0, 1))
        others, mentees = people.get(name, (0, 0)) if name in named else pooled
        gained = clustered_estimate(lost0 - lost1, own["influence"], own)
        values = {
            "lost_mentees": lost1,
            "lost_others": lost0,
            "months": horizon,
            "mentees": mentees,
            "others": others,
        }
        checks.append(_part(name, values, gained.interval))
    return tuple(checks)


def causes_apart(people: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return the causes that are shown apart, voluntary first; empty if none can be.

    `people` counts others and mentees by cause. Voluntary needs five of each, as does the rest. A
    further cause needs ten, and then the rest too: the smallest join it until it has them.
    """
    if min(people.get(VOLUNTARY, (0, 0))) < FEWEST_OF_CAUSE:
        return ()
    further = [
        cause
        for cause in TITLES
        if cause not in (VOLUNTARY, OTHER) and min(people.get(cause, (0, 0))) >= FEWEST_APART
    ]
    while further and min(_rest(people, further)) < FEWEST_APART:
        further.remove(min(further, key=lambda cause: min(people[cause])))
    if min(_rest(people, further)) < FEWEST_OF_CAUSE:
        return ()
    return (VOLUNTARY, *further)


def hazards_of_arm(
    counts: dict[str, np.ndarray], arm: int, horizon: int, n_causes: int
) -> CauseHazards:
    """Return the hazards by cause of one arm of the matched rows."""
    rows = counts["arm"] == arm
    return cause_hazards(
        counts["u"][rows],
        counts["ending"][rows],
        counts["weight"][rows],
        n_causes=n_causes,
        tau=horizon,
    )


def _rest(people: Mapping[str, tuple[int, int]], further: Collection[str]) -> tuple[int, int]:
    """Return the others and mentees with a cause that is neither voluntary nor one of `further`."""
    counts = [of for cause, of in people.items() if cause != VOLUNTARY and cause not in further]
    return sum(others for others, _ in counts), sum(mentees for _, mentees in counts)


def _coefficients(
    arms: Mapping[int, CauseHazards], months: int
) -> list[tuple[int, int, int, int, float]]:
    """Return (arm, u, ending, cause, influence of a row of weight 1 on the months gained)."""
    rows = []
    for arm, hazards in arms.items():
        sign = -1.0 if arm == 1 else 1.0
        for ending in range(len(hazards.hazard) + 1):
            influence = sign * months_lost_influence(hazards, ending=ending, months=months)
            for cause, by_month in enumerate(influence, start=1):
                rows += [(arm, u, ending, cause, float(by_month[u])) for u in range(months)]
    return rows


def _part(name: str, values: Mapping[str, object], estimate: Interval | None = None) -> CrossCheck:
    means = {VOLUNTARY: VOLUNTARY_MEANS, OTHER: OTHER_MEANS}.get(name, PART_MEANS)
    return CrossCheck(name, TITLES[name], estimate, "months", None, means, values)

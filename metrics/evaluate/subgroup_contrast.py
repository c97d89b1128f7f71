"""The effect in one part of the people compared, less the effect in the rest, with one interval for
the difference.

`parted` (`metrics/comparison/parts`) must be in the session: it says who is in which part. Each
part is compared with people alike within it, as if it had been asked about by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from metrics.comparison import subgroups as steps
from metrics.evaluate.answer import FEWEST_CONTROLS, FEWEST_MENTEES, FEWEST_MENTORS, Answer
from metrics.evaluate.panel import SAME
from metrics.evaluate.time_to_event import FEWEST_AT_RISK, FEWEST_EVENTS, HORIZON, SHORT
from metrics.i18n import N_
from metrics.inference.contrast import contrast_variance, contrast_variance_by_arm
from metrics.inference.difference_in_differences import (
    group_time_effects,
    influence_coefficients,
    overall_effect,
)
from metrics.inference.interval import (
    ClusteredVariance,
    Interval,
    cluster_numbers,
    effective_size,
    widest_interval,
)
from metrics.inference.survival import Curve, kaplan_meier, rmst_gradient, row_influence
from metrics.warehouse.engine import Session

IN, OUT = 1, 0
MENTEE, OTHER = 1, 0
COLUMNS = {IN: ("other_in", "mentee_in"), OUT: ("other_out", "mentee_out")}
FEW_MENTEES = N_("The smallest group of mentees to compare has {n}; at least {least} are needed.")
FEW_EVENTS = N_(
    "In one of the comparisons, {mentees} mentees and {others} people in the comparison "
    "group had the event; at least {least} in total are needed."
)
FEW_MENTORS = N_(
    "In one of the groups compared, the mentees count as {groups} independent groups by "
    "mentor; at least {least} are needed."
)
FEW_OTHERS = N_(
    "In one of the comparisons, the comparison group counts as {people} independent people; "
    "at least {least} are needed."
)
SHORT_FOLLOWED = N_(
    "Each of the groups compared must still have at least {least} people followed after "
    "{months} months."
)


@dataclass(frozen=True)
class SubgroupContrast:
    """The difference between the parts (with one part: its effect), and what it rests on.

    `difference` is None where it cannot be told; `values["reason"]` then says why. `mentees` and
    `others` count the people compared per part; `values` hold the effect `inside` and, with two
    parts, `outside`, the `months` of time to event, and the number of `mentors` of the part with
    the fewest.
    """

    difference: Interval | None
    mentees: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)


def contrast_subgroups(
    session: Session, answer: Answer, parts: tuple[int, ...] = (IN, OUT)
) -> SubgroupContrast:
    """The parts compared, in the shape of the answer that was given in this session."""
    return (
        _events(session, parts, answer.horizon or SHORT)
        if answer.metric.shape == "time to event"
        else _panel(session, parts)
    )


def _events(session: Session, parts: tuple[int, ...], horizon: int) -> SubgroupContrast:
    counts = steps.trial_counts(session)
    curves = {(part, arm): _curve(counts, part, arm) for part in parts for arm in (MENTEE, OTHER)}
    if few := _few_mentees([int(curves[part, MENTEE].rows[0]) for part in parts]):
        return few
    followed = {
        tau: min(of.rows[tau - 1] for of in curves.values()) >= FEWEST_AT_RISK
        for tau in (HORIZON, SHORT)
    }
    if not followed[SHORT]:
        return _untold(SHORT_FOLLOWED, months=SHORT, least=FEWEST_AT_RISK)
    horizon = HORIZON if horizon == HORIZON and followed[HORIZON] else SHORT
    happened = steps.trial_events(session, horizon)
    events = min(
        ([happened.get((part, arm), 0) for arm in (MENTEE, OTHER)] for part in parts), key=sum
    )
    if sum(events) < FEWEST_EVENTS:
        return _untold(FEW_EVENTS, mentees=events[0], others=events[1], least=FEWEST_EVENTS)
    people = steps.trial_people(session, _coefficients(curves, horizon, int(counts["u"].max()) + 1))
    effects = {
        part: curves[part, MENTEE].rmst(horizon) - curves[part, OTHER].rmst(horizon)
        for part in parts
    }
    mentees, others = _weights(people, parts)
    if (fewest := min(map(effective_size, others))) < FEWEST_CONTROLS:
        return _untold(FEW_OTHERS, people=round(fewest), least=FEWEST_CONTROLS)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    spread = contrast_variance_by_arm(people["influence"], mentees, others, by_mentor)
    return _told(people, effects, (mentees, others), [spread], {"months": horizon})


def _panel(session: Session, parts: tuple[int, ...]) -> SubgroupContrast:
    counts = steps.panel_counts(session)
    cells = {}
    for part in parts:
        of = counts["part"] == part
        cells[part] = group_time_effects(
            *(counts[name][of] for name in ("g", "t", "treated", "n", "total", "squares"))
        ).after
    coefficients = [
        (part, *row[:4], _sign(part) * row[4])
        for part in parts
        for row in influence_coefficients(cells[part])
    ]
    people = steps.panel_people(session, coefficients)
    mentees, others = _weights(people, parts)
    others = [np.where(held > 0, 0, other) for held, other in zip(mentees, others, strict=True)]
    if few := _few_mentees([int(np.sum(held > 0)) for held in mentees]):
        return few
    if (fewest := min(int(np.sum(held > 0)) for held in others)) < FEWEST_CONTROLS:
        return _untold(FEW_OTHERS, people=fewest, least=FEWEST_CONTROLS)
    effects = {part: overall_effect(cells[part]) for part in parts}
    clusters = (
        cluster_numbers(people["person_id"], people["cluster_id"]),
        np.arange(len(people["person_id"])),
    )
    spreads = [contrast_variance(people["influence"], mentees, cluster) for cluster in clusters]
    return _told(people, effects, (mentees, others), spreads, {})


def _told(
    people: dict[str, np.ndarray],
    effects: dict[int, float],
    compared: tuple[list[np.ndarray], list[np.ndarray]],
    spreads: list[ClusteredVariance],
    values: dict[str, object],
) -> SubgroupContrast:
    """`compared` holds who counts among the mentees and among the others of each part, in the order
    of `effects`.
    """
    if spreads[0].ess1 < FEWEST_MENTORS:
        return _untold(FEW_MENTORS, groups=round(spreads[0].ess1, 1), least=FEWEST_MENTORS)
    difference = widest_interval(
        sum(_sign(part) * effect for part, effect in effects.items()), spreads
    )
    if not difference.se:
        return _untold(SAME)
    mentees, others = (
        {part: int(np.sum(held > 0)) for part, held in zip(effects, arm, strict=True)}
        for arm in compared
    )
    mentors = min(len(set(people["cluster_id"][held > 0])) for held in compared[0])
    named = {
        ("inside" if part == IN else "outside"): float(effect) for part, effect in effects.items()
    }
    return SubgroupContrast(difference, mentees, others, values | named | {"mentors": mentors})


def _weights(
    people: dict[str, np.ndarray], parts: tuple[int, ...]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    mentees, others = ([people[COLUMNS[part][arm]] for part in parts] for arm in (MENTEE, OTHER))
    return mentees, others


def _curve(counts: dict[str, np.ndarray], part: int, arm: int) -> Curve:
    of = (counts["part"] == part) & (counts["arm"] == arm)
    return kaplan_meier(*(counts[name][of] for name in ("u", "event", "weight", "n")), tau=HORIZON)


def _coefficients(curves: dict[tuple[int, int], Curve], horizon: int, months: int) -> list[tuple]:
    rows = []
    for (part, arm), of in curves.items():
        gradient = rmst_gradient(of, horizon)
        for event in (0, 1):
            influence = _sign(part) * row_influence(
                of, gradient, event=event, arm=arm, months=months
            )
            rows += [(part, arm, u, event, float(influence[u])) for u in range(months)]
    return rows


def _sign(part: int) -> int:
    return 1 if part == IN else -1


def _few_mentees(mentees: list[int]) -> SubgroupContrast | None:
    fewest = min(mentees)
    return _untold(FEW_MENTEES, n=fewest, least=FEWEST_MENTEES) if fewest < FEWEST_MENTEES else None


def _untold(reason: str, **values: object) -> SubgroupContrast:
    return SubgroupContrast(None, values={"reason": reason, **values})

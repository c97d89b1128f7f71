"""The effect in one part of the people compared, less the effect in the rest, with one interval for the difference.

`parted` (`metrics/comparison/parts`) must be in the session: it says who is in which part. Each part is compared with
people alike within it, as if it had been asked about by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from metrics.comparison import parts as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.time_to_event import (
    FEWEST_AT_RISK,
    FEWEST_CONTROLS,
    FEWEST_EVENTS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    LONG,
    SHORT,
)
from metrics.inference.contrast import contrast
from metrics.inference.differences import group_time, influence_coefficients, overall
from metrics.inference.interval import Interval, Spread, clusters_of, widest
from metrics.inference.survival import Curve, curve, rmst_gradient, row_influence
from metrics.warehouse.engine import Session
from metrics.words import N_

IN, OUT = 1, 0
COLUMNS = {IN: ("mentee_in", "other_in"), OUT: ("mentee_out", "other_out")}
FEW_MENTEES = N_("The smallest group of mentees that would be compared has {n}; at least {least} are needed.")
FEW_EVENTS = N_("In one of the groups compared {mentees} mentees and {others} others had the event; at least {least} "
                "of each are needed.")
FEW_MENTORS = N_("In one of the groups compared the mentees count as {groups} independent groups by mentor; at least "
                 "{least} are needed.")
FEW_OTHERS = N_("In one of the groups compared the others count as {people} independent people; at least {least} are "
                "needed.")
SHORT_FOLLOWED = N_("In each of the groups compared, at least {least} people must still be followed after {months} "
                    "months.")


@dataclass(frozen=True)
class Parted:
    """The difference between the parts (with one part: its effect), and what it rests on.

    `difference` is None where it cannot be told; `values["reason"]` then says why. `mentees` and `others` count the
    people compared per part; `values` hold the effect `inside` and, with two parts, `outside`, the `months` of time to
    event, and the number of `mentors` of the part with the fewest.
    """

    difference: Interval | None
    mentees: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)


def compare(session: Session, answer: Answer, parts: tuple[int, ...] = (IN, OUT)) -> Parted:
    """The parts compared, in the shape of the answer that was given in this session."""
    return _events(session, parts, answer.horizon or SHORT) if answer.metric.shape == "time to event" else _panel(
        session, parts)


def _events(session: Session, parts: tuple[int, ...], horizon: int) -> Parted:
    counts = steps.trial_counts(session)
    curves = {(part, arm): _curve(counts, part, arm) for part in parts for arm in (1, 0)}
    mentees = {part: int(curves[part, 1].rows[0]) for part in parts}
    if few := _few_mentees(mentees):
        return few
    followed = {tau: min(of.rows[tau - 1] for of in curves.values()) >= FEWEST_AT_RISK for tau in (LONG, SHORT)}
    if not followed[SHORT]:
        return _untold(SHORT_FOLLOWED, months=SHORT, least=FEWEST_AT_RISK)
    horizon = LONG if horizon == LONG and followed[LONG] else SHORT
    happened = steps.trial_events(session, horizon)
    part = min(parts, key=lambda one: min(happened.get((one, arm), 0) for arm in (0, 1)))
    mine, theirs = (happened.get((part, arm), 0) for arm in (1, 0))
    if min(mine, theirs) < FEWEST_EVENTS:
        return _untold(FEW_EVENTS, mentees=mine, others=theirs, least=FEWEST_EVENTS)
    people = steps.trial_people(session, _coefficients(curves, horizon, int(counts["u"].max()) + 1))
    effects = {part: curves[part, 1].rmst(horizon) - curves[part, 0].rmst(horizon) for part in parts}
    spreads = _spreads(people, parts, others_count=True)
    return _told(people, effects, spreads, spreads[1].ess0, {"months": horizon})


def _panel(session: Session, parts: tuple[int, ...]) -> Parted:
    counts = steps.panel_counts(session)
    cells = {}
    for part in parts:
        of = counts["part"] == part
        cells[part] = group_time(*(counts[name][of] for name in ("g", "t", "treated", "n", "total", "squares"))).after
    coefficients = [
        (part, *row[:4], _sign(part) * row[4]) for part in parts for row in influence_coefficients(cells[part])
    ]
    people = steps.panel_people(session, coefficients)
    mentees = {part: int(np.sum(people[COLUMNS[part][0]] > 0)) for part in parts}
    if few := _few_mentees(mentees):
        return few
    effects = {part: overall(cells[part]) for part in parts}
    fewest = min(int(np.sum(people[COLUMNS[part][1]] > 0)) for part in parts)
    return _told(people, effects, _spreads(people, parts, others_count=False), fewest, {})


def _told(
    people: dict[str, np.ndarray], effects: dict[int, float], spreads: list[Spread], others: float, values: dict
) -> Parted:
    if spreads[0].ess1 < FEWEST_MENTORS:
        return _untold(FEW_MENTORS, groups=round(spreads[0].ess1, 1), least=FEWEST_MENTORS)
    if others < FEWEST_CONTROLS:
        return _untold(FEW_OTHERS, people=round(others), least=FEWEST_CONTROLS)
    difference = widest(sum(_sign(part) * effect for part, effect in effects.items()), spreads)
    mentees, controls = ({part: int(np.sum(people[COLUMNS[part][arm]] > 0)) for part in effects} for arm in (0, 1))
    mentors = min(len(set(people["mentor_id"][people[COLUMNS[part][0]] > 0])) for part in effects)
    named = {name: float(effects[part]) for part, name in ((IN, "inside"), (OUT, "outside")) if part in effects}
    return Parted(difference, mentees, controls, values | named | {"mentors": mentors})


def _spreads(people: dict[str, np.ndarray], parts: tuple[int, ...], *, others_count: bool) -> list[Spread]:
    """By mentor, then by person; the others' weight counts for time to event only, as in the headline."""
    mentees = [people[COLUMNS[part][0]] for part in parts]
    others = [people[COLUMNS[part][1]] for part in parts] if others_count else []
    by_person = np.arange(len(people["person_id"]))
    by_mentor = clusters_of(people["person_id"], people["mentor_id"])
    return [contrast(people["influence"], mentees, others, cluster) for cluster in (by_mentor, by_person)]


def _curve(counts: dict[str, np.ndarray], part: int, arm: int) -> Curve:
    of = (counts["part"] == part) & (counts["arm"] == arm)
    return curve(*(counts[name][of] for name in ("u", "event", "weight", "n")), tau=LONG)


def _coefficients(curves: dict[tuple[int, int], Curve], horizon: int, months: int) -> list[tuple]:
    rows = []
    for (part, arm), of in curves.items():
        gradient = rmst_gradient(of, horizon)
        for event in (0, 1):
            influence = _sign(part) * row_influence(of, gradient, event=event, arm=arm, months=months)
            rows += [(part, arm, u, event, float(influence[u])) for u in range(months)]
    return rows


def _sign(part: int) -> int:
    return 1 if part == IN else -1


def _few_mentees(mentees: dict[int, int]) -> Parted | None:
    fewest = min(mentees.values())
    return _untold(FEW_MENTEES, n=fewest, least=FEWEST_MENTEES) if fewest < FEWEST_MENTEES else None


def _untold(reason: str, **values: object) -> Parted:
    return Parted(None, values={"reason": reason, **values})

"""The effect in one part of the people compared, less the effect in the rest, with one interval.

`subgroup_entrant` (`metrics/comparison/subgroups`) must be in the session: it says who is in which
part. Each part is compared with similar people within it, as if it were the whole scope.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from metrics.comparison import subgroups as steps
from metrics.evaluate import adjusted_contrast
from metrics.evaluate.answer import (
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    WITH_COVARIATES,
    Answer,
)
from metrics.evaluate.panel import SAME
from metrics.evaluate.raked_weights import SubgroupWeights
from metrics.evaluate.time_to_event import FEWEST_AT_RISK, FEWEST_EVENTS, HORIZON, SHORT
from metrics.i18n import N_
from metrics.inference.contrast import contrast_variance, contrast_variance_by_arm
from metrics.inference.difference_in_differences import (
    GroupTimeEffects,
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

IN = 1
OUT = 0
MENTEE = 1
OTHER = 0
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
    """The difference between the parts (with one part: its effect), and what it is based on.

    `difference` is None without an estimate; `values["reason"]` then says why. `mentees` and
    `others` count the people compared per part; `values` hold the effect `inside` and, with two
    parts, `outside`, the `months` of time to event, the number of `mentors` of the part with the
    fewest, and `without_covariates` where the answer has covariates and the contrast cannot.
    """

    difference: Interval | None
    mentees: Mapping[int, int] = field(default_factory=dict)
    others: Mapping[int, int] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Weights:
    """The weight of each person among the mentees and among the others of each part."""

    mentees: Sequence[np.ndarray]
    others: Sequence[np.ndarray]


def contrast_subgroups(
    session: Session, answer: Answer, parts: tuple[int, ...] = (IN, OUT)
) -> SubgroupContrast:
    """Return the contrast of the parts, in the shape of the answer given in this session."""
    if answer.metric.shape == "time to event":
        return _events(session, parts, answer.horizon or SHORT)
    return _panel(session, answer, parts)


def _events(session: Session, parts: tuple[int, ...], horizon: int) -> SubgroupContrast:
    weighted = SubgroupWeights(session)
    counts = weighted.counts()
    curves = {(part, arm): _curve(counts, part, arm) for part in parts for arm in (MENTEE, OTHER)}
    too_few = _few_mentees([int(curves[part, MENTEE].rows[0]) for part in parts])
    if too_few:
        return too_few
    fewest = {
        tau: min(curve.rows[tau - 1] for curve in curves.values()) for tau in (HORIZON, SHORT)
    }
    if fewest[SHORT] < FEWEST_AT_RISK:
        return _unknown(SHORT_FOLLOWED, months=SHORT, least=FEWEST_AT_RISK)
    if horizon != HORIZON or fewest[HORIZON] < FEWEST_AT_RISK:
        horizon = SHORT
    too_few = _few_events(steps.trial_events(session, horizon), parts)
    if too_few:
        return too_few
    coefficients = _coefficients(curves, horizon, int(counts["u"].max()) + 1)
    people = weighted.influence(coefficients)
    effects = {
        part: curves[part, MENTEE].rmst(horizon) - curves[part, OTHER].rmst(horizon)
        for part in parts
    }
    weights = _weights(people, parts)
    fewest_others = min(map(effective_size, weights.others))
    if fewest_others < FEWEST_CONTROLS:
        return _unknown(FEW_OTHERS, people=round(fewest_others), least=FEWEST_CONTROLS)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    variance = contrast_variance_by_arm(
        people["influence"], weights.mentees, weights.others, by_mentor
    )
    return _contrast(people, effects, weights, [variance], {"months": horizon})


def _panel(session: Session, answer: Answer, parts: tuple[int, ...]) -> SubgroupContrast:
    """Return the contrast with covariates, as the answer; without them where that says nothing."""
    if answer.method != WITH_COVARIATES:
        return _of_effects(parts, *_unadjusted(session, parts))
    found = _of_effects(
        parts,
        *adjusted_contrast.effects_by_part(
            session, parts, {part: _sign(part) for part in parts}, within_department=len(parts) > 1
        ),
    )
    if found.difference is not None:
        return found
    without = _of_effects(parts, *_unadjusted(session, parts))
    if without.difference is None:
        return found
    return replace(without, values={**without.values, "without_covariates": True})


def _of_effects(
    parts: tuple[int, ...], effects: dict[int, float], people: dict[str, np.ndarray]
) -> SubgroupContrast:
    weights = _weights(people, parts)
    others = [
        np.where(mentee > 0, 0, other)
        for mentee, other in zip(weights.mentees, weights.others, strict=True)
    ]
    weights = _Weights(weights.mentees, others)
    too_few = _few_mentees([int(np.sum(weight > 0)) for weight in weights.mentees])
    if too_few:
        return too_few
    fewest_others = min(int(np.sum(weight > 0)) for weight in weights.others)
    if fewest_others < FEWEST_CONTROLS:
        return _unknown(FEW_OTHERS, people=fewest_others, least=FEWEST_CONTROLS)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    by_person = np.arange(len(people["person_id"]))
    variances = [
        contrast_variance(people["influence"], weights.mentees, cluster)
        for cluster in (by_mentor, by_person)
    ]
    return _contrast(people, effects, weights, variances, {})


def _unadjusted(
    session: Session, parts: tuple[int, ...]
) -> tuple[dict[int, float], dict[str, np.ndarray]]:
    """Return the effect of each part without covariates, and the rows per person."""
    cells = _cells(session, parts)
    coefficients = [
        (part, g, t, treated, mean, _sign(part) * scale)
        for part in parts
        for g, t, treated, mean, scale in influence_coefficients(cells[part])
    ]
    people = steps.panel_people(session, coefficients)
    return {part: overall_effect(cells[part]) for part in parts}, people


def _contrast(
    people: dict[str, np.ndarray],
    effects: dict[int, float],
    weights: _Weights,
    variances: list[ClusteredVariance],
    values: Mapping[str, object],
) -> SubgroupContrast:
    """Return the contrast of the effects; the arrays of `weights` are in the order of `effects`."""
    groups = variances[0].ess1
    if groups < FEWEST_MENTORS:
        return _unknown(FEW_MENTORS, groups=round(groups, 1), least=FEWEST_MENTORS)
    contrast = sum(_sign(part) * effect for part, effect in effects.items())
    difference = widest_interval(contrast, variances)
    if not difference.se:
        return _unknown(SAME)
    mentees, others = (
        {part: int(np.sum(weight > 0)) for part, weight in zip(effects, arm, strict=True)}
        for arm in (weights.mentees, weights.others)
    )
    mentors = min(len(set(people["cluster_id"][weight > 0])) for weight in weights.mentees)
    by_part = {
        ("inside" if part == IN else "outside"): float(effect) for part, effect in effects.items()
    }
    return SubgroupContrast(difference, mentees, others, {**values, **by_part, "mentors": mentors})


def _weights(people: dict[str, np.ndarray], parts: tuple[int, ...]) -> _Weights:
    return _Weights(
        [people[COLUMNS[part][MENTEE]] for part in parts],
        [people[COLUMNS[part][OTHER]] for part in parts],
    )


def _curve(counts: dict[str, np.ndarray], part: int, arm: int) -> Curve:
    rows = (counts["part"] == part) & (counts["arm"] == arm)
    return kaplan_meier(
        *(counts[name][rows] for name in ("u", "event", "weight", "n")), tau=HORIZON
    )


def _cells(session: Session, parts: tuple[int, ...]) -> dict[int, GroupTimeEffects]:
    counts = steps.panel_counts(session)
    cells = {}
    for part in parts:
        rows = counts["part"] == part
        cells[part] = group_time_effects(
            *(counts[name][rows] for name in ("g", "t", "treated", "n", "total", "squares"))
        ).after
    return cells


def _coefficients(
    curves: dict[tuple[int, int], Curve], horizon: int, months: int
) -> list[tuple[int, int, int, int, float]]:
    rows = []
    for (part, arm), curve in curves.items():
        gradient = rmst_gradient(curve, horizon)
        for event in (0, 1):
            influence = _sign(part) * row_influence(
                curve, gradient, event=event, arm=arm, months=months
            )
            rows += [(part, arm, u, event, float(influence[u])) for u in range(months)]
    return rows


def _sign(part: int) -> int:
    return 1 if part == IN else -1


def _few_mentees(mentees: list[int]) -> SubgroupContrast | None:
    fewest = min(mentees)
    if fewest >= FEWEST_MENTEES:
        return None
    return _unknown(FEW_MENTEES, n=fewest, least=FEWEST_MENTEES)


def _few_events(
    people: Mapping[tuple[int, int], int], parts: tuple[int, ...]
) -> SubgroupContrast | None:
    mentees, others = min(
        ((people.get((part, MENTEE), 0), people.get((part, OTHER), 0)) for part in parts), key=sum
    )
    if mentees + others >= FEWEST_EVENTS:
        return None
    return _unknown(FEW_EVENTS, mentees=mentees, others=others, least=FEWEST_EVENTS)


def _unknown(reason: str, **values: object) -> SubgroupContrast:
    return SubgroupContrast(None, values={"reason": reason, **values})

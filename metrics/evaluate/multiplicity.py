"""Answers of several groups read together: one of many groups stands out by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

from metrics.evaluate.answer import Answer, direction_of
from metrics.inference.interval import Interval
from metrics.inference.shrinkage import holm_intervals, shrink_to_mean

HOLM = "holm"
SHRUNK = "shrunk"
FEWEST_GROUPS = {HOLM: 2, SHRUNK: 3}
Adjust = Callable[[Mapping[str, Interval]], dict[str, Interval]]
ADJUST: dict[str, Adjust] = {HOLM: holm_intervals, SHRUNK: shrink_to_mean}


def adjust_for_multiplicity(answers: Mapping[str, Answer], column: str) -> dict[str, Answer]:
    """Return the answers, companions included, with intervals that allow for the number of groups.

    Categories and goal groups, which somebody may stop or widen, keep their estimates with
    Holm's intervals. Parts of a company (departments, grades, places, groups of mentors) are shrunk
    towards their common mean, from three on: a guide to where to look, never a ranking. `adjusted`
    says which; the interval for repeated looks, which allows for looks only, is left out. Totals
    and single groups stay as they are.
    """
    kind = HOLM if column in ("category", "goal_group") else SHRUNK
    estimates = {
        name: answer.estimate
        for name, answer in answers.items()
        if answer.estimate and answer.metric.shape != "total"
    }
    if len(estimates) < FEWEST_GROUPS[kind]:
        return dict(answers)
    adjust = ADJUST[kind]
    adjusted = adjust(estimates)
    companions = _adjusted_companions({name: answers[name] for name in estimates}, adjust)
    result = dict(answers)
    for name, interval in adjusted.items():
        answer = answers[name]
        result[name] = replace(
            answer,
            estimate=interval,
            direction=direction_of(interval, answer.worth_having),
            adjusted=kind,
            sequence=None,
            companions={figure: companions[figure][name] for figure in answer.companions},
            needed=answer.needed or _needed(answer, interval),
        )
    return result


def _adjusted_companions(
    answers: Mapping[str, Answer], adjust: Adjust
) -> dict[str, dict[str, Interval]]:
    """Return figure -> group -> interval; each figure may be looked up among the groups."""
    figures = {figure for answer in answers.values() for figure in answer.companions}
    return {
        figure: adjust(
            {
                name: answer.companions[figure]
                for name, answer in answers.items()
                if figure in answer.companions
            }
        )
        for figure in figures
    }


def _needed(answer: Answer, wider: Interval) -> int | None:
    """Return the mentees at which the wider interval would exclude zero, at the same estimate.

    None where it already does.
    """
    if wider.excludes_zero or not wider.estimate:
        return None
    return ceil(answer.n_mentees * ((wider.high - wider.low) / 2 / wider.estimate) ** 2)

"""Answers of several groups read together: who looks at many groups finds one that stands out by
chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from metrics.evaluate.answer import Answer, verdict_of
from metrics.inference.interval import Interval
from metrics.inference.shrinkage import holm_intervals, shrink_to_mean

HOLM, SHRUNK = "holm", "shrunk"


def adjust_for_multiplicity(answers: Mapping[str, Answer], column: str) -> dict[str, Answer]:
    """The same answers, companions included, with intervals that allow for the number of groups.

    Categories, which are programmes that somebody may stop or widen, keep their estimates with
    Holm's intervals. Parts of a company (departments, grades, places, groups of mentors) are drawn
    towards their common mean, from three on: a picture of where to look, never a ranking.
    `adjusted` says which. Totals and single groups stay as they are.
    """
    told = {
        name: one.estimate
        for name, one in answers.items()
        if one.estimate and one.metric.shape != "total"
    }
    kind = HOLM if column == "category" else SHRUNK
    if len(told) < (2 if kind == HOLM else 3):
        return dict(answers)
    adjust = holm_intervals if kind == HOLM else shrink_to_mean
    changed = adjust(told)
    beside = {  # each companion is a figure that somebody may look for among the groups
        figure: adjust(
            {
                name: answers[name].companions[figure]
                for name in told
                if figure in answers[name].companions
            }
        )
        for figure in {figure for name in told for figure in answers[name].companions}
    }
    return {
        name: replace(
            one,
            estimate=changed[name],
            verdict=verdict_of(changed[name]),
            adjusted=kind,
            companions={figure: beside[figure][name] for figure in one.companions},
            needed=one.needed or _needed(one, changed[name]),
        )
        if name in changed
        else one
        for name, one in answers.items()
    }


def _needed(one: Answer, wider: Interval) -> int | None:
    """Mentees at which the wider interval would leave out zero, were the estimate to stay; None
    where it does now.
    """
    if wider.excludes_zero or not wider.estimate:
        return None
    return ceil(one.n_mentees * ((wider.high - wider.low) / 2 / wider.estimate) ** 2)

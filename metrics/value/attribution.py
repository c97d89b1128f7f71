"""What mentoring returned per category, and per department, job family and grade of the mentors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.evaluate import Answer
from metrics.value.assumptions import Assumption
from metrics.value.draws import SEED, Quantiles, quantiles
from metrics.value.mentoring_return import IN_EFFECTS, assumption_draws, effect_draws

ATTRIBUTION_COLUMNS = ("category", "mentor_department", "mentor_job_family", "mentor_grade")
RETENTION = "retention"
PERFORMANCE = "performance"


@dataclass(frozen=True)
class AttributedReturn:
    """The return of one group, in euros; `value` is the group's value in the column.

    `gain` = `retention` + `performance`; each is None where its effect cannot be determined.
    `pairings` and `mentors` count those compared for each of the two effects, by the names
    RETENTION and PERFORMANCE.
    """

    value: str
    retention: Quantiles | None
    performance: Quantiles | None
    gain: Quantiles | None
    pairings: Mapping[str, int]
    mentors: Mapping[str, int]


@dataclass(frozen=True)
class Attribution:
    """The groups of one of COLUMNS, in the order of their values; they need not add up."""

    column: str
    parts: tuple[AttributedReturn, ...]


def attribute_return(
    column: str,
    *,
    stay: Mapping[str, Answer],
    perform: Mapping[str, Answer],
    pay: float,
    assumptions: Mapping[str, Assumption],
) -> Attribution:
    """Return the value of each group, from the answers of `evaluate_by`.

    Those answers allow for the number of groups. Every mentee counts at the same annual pay `pay`,
    in euros: a group is worth more where mentoring did more for more people, not where people earn
    more. The draws are seeded and the same for every group.
    """
    groups = sorted({*stay, *perform})
    return Attribution(
        column,
        tuple(
            _attributed(group, stay.get(group), perform.get(group), pay, assumptions)
            for group in groups
        ),
    )


def _attributed(
    group: str,
    stay: Answer | None,
    perform: Answer | None,
    pay: float,
    assumptions: Mapping[str, Assumption],
) -> AttributedReturn:
    drawn = assumption_draws(assumptions, IN_EFFECTS)
    retention, performance = effect_draws(
        stay, perform, pay=pay, drawn=drawn, rng=np.random.default_rng(SEED)
    )
    gain = None
    if retention is not None and performance is not None:
        gain = quantiles(retention + performance)
    answers = {RETENTION: stay, PERFORMANCE: perform}
    return AttributedReturn(
        group,
        retention=None if retention is None else quantiles(retention),
        performance=None if performance is None else quantiles(performance),
        gain=gain,
        pairings={name: answer.n_mentees if answer else 0 for name, answer in answers.items()},
        mentors={name: answer.n_mentors if answer else 0 for name, answer in answers.items()},
    )

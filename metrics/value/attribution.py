"""What mentoring returned per category, and per department, job family and grade of the mentors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.evaluate import Answer
from metrics.value.assumptions import Assumption
from metrics.value.mentoring_return import (
    IN_EFFECTS,
    SEED,
    Quantiles,
    assumption_draws,
    effect_draws,
    quantiles,
)

COLUMNS = ("category", "mentor_department", "mentor_job_family", "mentor_grade")
RETENTION, PERFORMANCE = "retention", "performance"


@dataclass(frozen=True)
class AttributedReturn:
    """The return of one group, in euros.

    `gain` = `retention` + `performance`; each is None where its effect cannot be determined.
    `pairings` and `mentors` count those compared for each of the two effects (released: "<10" for
    few).
    """

    value: str
    retention: Quantiles | None
    performance: Quantiles | None
    gain: Quantiles | None
    pairings: Mapping[str, int | str]
    mentors: Mapping[str, int | str]


@dataclass(frozen=True)
class Attribution:
    """The parts by one of COLUMNS, in the order of their values. They need not add up to the
    whole.
    """

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
    """The value of each part, from the answers of `evaluate_by` (which allow for the number of
    groups).

    Every mentee counts at the same annual pay, in euros: a part is worth more where mentoring did
    more for more people, not where people earn more. Draws are seeded and the same for every part.
    """
    values = sorted({*stay, *perform})
    return Attribution(
        column,
        tuple(
            _part(value, stay.get(value), perform.get(value), pay, assumptions) for value in values
        ),
    )


def _part(
    value: str,
    stay: Answer | None,
    perform: Answer | None,
    pay: float,
    assumptions: Mapping[str, Assumption],
) -> AttributedReturn:
    rng = np.random.default_rng(SEED)
    draw = assumption_draws(assumptions, IN_EFFECTS)
    retention, performance = effect_draws(stay, perform, pay=pay, draw=draw, rng=rng)
    both = retention is not None and performance is not None
    asked = {RETENTION: stay, PERFORMANCE: perform}
    return AttributedReturn(
        value,
        retention=None if retention is None else quantiles(retention),
        performance=None if performance is None else quantiles(performance),
        gain=quantiles(retention + performance) if both else None,
        pairings={name: one.n_mentees if one else 0 for name, one in asked.items()},
        mentors={name: one.n_mentors if one else 0 for name, one in asked.items()},
    )

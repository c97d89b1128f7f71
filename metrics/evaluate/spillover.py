"""Spillover: whether mentees change their colleagues.

Departments with many mentees are compared with the rest, and mentees with people from departments
without any mentee.
"""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.comparison import subgroups as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.subgroup_contrast import IN, MENTEE, OTHER, OUT, contrast_subgroups
from metrics.i18n import N_
from metrics.warehouse.engine import Session

CROWDED = 0.4
LEAST_COMPARED = 0.6
TITLE = N_("Is it different in departments where more than {crowded}% were ever mentored?")
MEANS = N_(
    "The effect in such departments ({inside} {unit}) less the effect in the other "
    "departments ({outside} {unit}). The answer assumes that mentees do not influence "
    "colleagues. If they did, colleagues would fare like mentees where there are many "
    "mentees, and the effect there would look smaller."
)
NOBODY = N_("No mentee was in a department where more than {crowded}% had been mentored by then.")
EVERYBODY = N_(
    "All mentees were in departments where more than {crowded}% had been mentored by then. "
    "There is no one to compare them with."
)
FEW_CROWDED = N_(
    "{n} of the mentees were in departments where more than {crowded}% had been mentored by "
    "then. These are too few people, events or mentors to compare with the rest."
)
FEW_REST = N_(
    "All but {n} of the mentees were in departments where more than {crowded}% had been "
    "mentored by then. Too few people, events or mentors are left for a comparison."
)
APART = N_("Compared with people in departments where no one had been mentored yet?")
APART_MEANS = {
    "time to event": N_(
        "Mentees are compared with comparable colleagues in departments without any mentee "
        "at that moment, whom no mentee can have influenced. Departments are not matched "
        "here, so a difference between departments counts as an effect."
    ),
    "panel": N_(
        "Mentees are compared with people in departments without any mentee at that moment, "
        "whom no mentee can have influenced. If this disagrees with the answer, mentees may "
        "influence their colleagues."
    ),
}
NO_SUCH_UNIT = N_(
    "Every department already had a mentee at the time of comparison, so there is no one to "
    "compare with."
)
FEW_ALIKE = N_(
    "{mentees} of the mentees have comparable colleagues in departments without any mentee "
    "at that moment. {percent}% of the mentees would have to, to represent all."
)


def spillover(
    session: Session, metric: Metric, answer: Answer
) -> tuple[SecondaryAnalysis, SecondaryAnalysis]:
    """Return the contrast of crowded departments, and the effect against those without mentees.

    How crowded a department is, is measured among all its employees in the month in which people
    enter the comparison (see `goal_groups`).
    """
    steps.keep_entrants(session, metric.shape)
    return (
        _crowded_departments(session, metric, answer),
        _departments_without_mentees(session, metric, answer),
    )


def _crowded_departments(session: Session, metric: Metric, answer: Answer) -> SecondaryAnalysis:
    steps.split_by_crowding(session, CROWDED)
    entrants = steps.entrants(session)
    inside = entrants.get((IN, MENTEE), 0)
    outside = entrants.get((OUT, MENTEE), 0)
    contrast = contrast_subgroups(session, answer)
    values = {"crowded": round(100 * CROWDED), "unit": metric.unit, **contrast.values}
    if contrast.difference is None:
        values |= {"reason": missing_reason(inside, outside), "n": min(inside, outside)}
    return SecondaryAnalysis(
        "crowded",
        TITLE,
        contrast.difference,
        metric.unit,
        MEANS,
        contrast.mentees.get(IN, 0),
        contrast.mentees.get(OUT, 0),
        values=values,
    )


def missing_reason(inside: int, outside: int) -> str:
    """Return why there is no contrast, by the mentees inside and outside crowded departments."""
    if not inside:
        return NOBODY
    if not outside:
        return EVERYBODY
    return FEW_CROWDED if inside <= outside else FEW_REST


def _departments_without_mentees(
    session: Session, metric: Metric, answer: Answer
) -> SecondaryAnalysis:
    steps.keep_departments_apart(session)
    contrast = contrast_subgroups(session, answer, (IN,))
    mentees = contrast.mentees.get(IN, 0)
    estimate = contrast.difference
    values = contrast.values
    few = estimate is not None and mentees < LEAST_COMPARED * answer.n_mentees
    if few:
        estimate = None
        values = {"reason": FEW_ALIKE, "mentees": mentees, "percent": round(100 * LEAST_COMPARED)}
    if not steps.entrants(session).get((IN, OTHER)):
        values = {"reason": NO_SUCH_UNIT}
    return SecondaryAnalysis(
        "units_without_mentees",
        APART,
        estimate,
        metric.unit,
        APART_MEANS[metric.shape],
        mentees,
        contrast.others.get(IN, 0),
        weaker=metric.shape == "time to event",
        values=values,
    )

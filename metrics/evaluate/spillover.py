"""Do mentees change their colleagues? Units with many mentees against the rest, and others from
units without any."""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.comparison import parts as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.related import Related
from metrics.evaluate.subgroup_contrast import IN, OUT, compare
from metrics.i18n import N_
from metrics.warehouse.engine import Session

CROWDED, LEAST_COMPARED = 0.4, 0.6
TITLE = N_("Is it different in departments of which more than {crowded}% were ever mentored?")
MEANS = N_(
    "The effect in such departments, {inside} {unit}, less that in the others, {outside} "
    "{unit}. The answer assumes that a mentee does not change colleagues; if they did, "
    "colleagues would fare like mentees where there are many of them, and the effect there "
    "would look smaller."
)
NOBODY = N_(
    "No mentee was in a department of which more than {crowded}% had been mentored by then."
)
EVERYBODY = N_(
    "All mentees were in a department of which more than {crowded}% had been mentored by "
    "then, so that there is nothing to compare with."
)
FEW_CROWDED = N_(
    "{n} of the mentees were in a department of which more than {crowded}% had been "
    "mentored by then: too few people, events or mentors to compare with the rest."
)
FEW_REST = N_(
    "All but {n} of the mentees were in a department of which more than {crowded}% had "
    "been mentored by then: too few people, events or mentors are left to compare with."
)
APART = N_("And against people in departments where nobody was mentored yet?")
APART_MEANS = {
    "time to event": N_(
        "Mentees against people alike in departments without any mentee at that moment, "
        "who cannot have been changed by one. Departments are not matched here, so a "
        "difference between departments counts as an effect."
    ),
    "panel": N_(
        "Mentees against people in departments without any mentee at that moment, who "
        "cannot have been changed by one. If it disagrees with the answer, mentees may "
        "change their colleagues."
    ),
}
NO_SUCH_UNIT = N_(
    "Every department had a mentee when it would be compared, so there is nobody to compare with."
)
FEW_ALIKE = N_(
    "For {mentees} of the mentees there are people alike in departments without any mentee "
    "at that moment; {percent}% of them would be needed to stand for all."
)


def crowded(session: Session, metric: Metric, answer: Answer) -> tuple[Related, Related]:
    """The difference between crowded departments and the rest, and the effect against departments
    without mentees.

    A department is judged in the month in which people are placed (see `goal_groups`), by everybody
    employed there."""
    steps.place(session, metric.shape)
    return _crowded(session, metric, answer), _apart(session, metric, answer)


def _crowded(session: Session, metric: Metric, answer: Answer) -> Related:
    steps.split_by_crowding(session, CROWDED)
    placed = steps.parted_people(session)
    inside, outside = (placed.get((part, 1), 0) for part in (IN, OUT))
    parted = compare(session, answer)
    values = {"crowded": round(100 * CROWDED), "unit": metric.unit} | parted.values
    if parted.difference is None:
        values |= {"reason": _why(inside, outside), "n": min(inside, outside)}
    return Related(
        "crowded",
        TITLE,
        parted.difference,
        metric.unit,
        MEANS,
        parted.mentees.get(IN, 0),
        parted.mentees.get(OUT, 0),
        values=values,
    )


def _why(inside: int, outside: int) -> str:
    if not inside:
        return NOBODY
    if not outside:
        return EVERYBODY
    return FEW_CROWDED if inside <= outside else FEW_REST


def _apart(session: Session, metric: Metric, answer: Answer) -> Related:
    steps.keep_apart(session)
    parted = compare(session, answer, (IN,))
    mentees, others = parted.mentees.get(IN, 0), parted.others.get(IN, 0)
    few = parted.difference is not None and mentees < LEAST_COMPARED * answer.n_mentees
    values = parted.values
    if not steps.parted_people(session).get((IN, 0)):
        values = {"reason": NO_SUCH_UNIT}
    elif few:
        values = {"reason": FEW_ALIKE, "mentees": mentees, "percent": round(100 * LEAST_COMPARED)}
    return Related(
        "units_without_mentees",
        APART,
        None if few else parted.difference,
        metric.unit,
        APART_MEANS[metric.shape],
        mentees,
        others,
        weaker=metric.shape == "time to event",
        values=values,
    )

"""Do mentees change their colleagues? Units with many mentees against the rest, and others from
units without any.
"""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.comparison import subgroups as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.subgroup_contrast import IN, OUT, contrast_subgroups
from metrics.i18n import N_
from metrics.warehouse.engine import Session

CROWDED, LEAST_COMPARED = 0.4, 0.6
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
    """The difference between crowded departments and the rest, and the effect against departments
    without mentees.

    A department is judged in the month in which people are placed (see `goal_groups`), by everybody
    employed there.
    """
    steps.enter(session, metric.shape)
    return _crowded(session, metric, answer), _apart(session, metric, answer)


def _crowded(session: Session, metric: Metric, answer: Answer) -> SecondaryAnalysis:
    steps.split_by_crowding(session, CROWDED)
    placed = steps.entrants(session)
    inside, outside = (placed.get((part, 1), 0) for part in (IN, OUT))
    parted = contrast_subgroups(session, answer)
    values = {"crowded": round(100 * CROWDED), "unit": metric.unit} | parted.values
    if parted.difference is None:
        values |= {"reason": _why(inside, outside), "n": min(inside, outside)}
    return SecondaryAnalysis(
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


def _apart(session: Session, metric: Metric, answer: Answer) -> SecondaryAnalysis:
    steps.keep_apart(session)
    parted = contrast_subgroups(session, answer, (IN,))
    mentees, others = parted.mentees.get(IN, 0), parted.others.get(IN, 0)
    few = parted.difference is not None and mentees < LEAST_COMPARED * answer.n_mentees
    values = parted.values
    if not steps.entrants(session).get((IN, 0)):
        values = {"reason": NO_SUCH_UNIT}
    elif few:
        values = {"reason": FEW_ALIKE, "mentees": mentees, "percent": round(100 * LEAST_COMPARED)}
    return SecondaryAnalysis(
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

"""Mentees paired soon after hire, compared with others hired at the same time.

The panel's headline compares people with their own earlier values; a newcomer has none. What
remains is a comparison of levels among people who were similar at hire: a weaker one, shown after
the headline and labelled so.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics.catalog import Metric
from metrics.comparison.newcomers import newcomers as first_values
from metrics.evaluate.answer import (
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    Answer,
    enough_mentees,
    enough_mentors,
    enough_others,
)
from metrics.evaluate.group_difference import group_difference, withhold_unless_passed
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.i18n import N_
from metrics.inference.means import weighted_mean_difference
from metrics.warehouse.engine import Session

MONTHS = 12
TITLE = N_("Newcomers mentored within {months} months of hire: first value after pairing")
MEANS = N_(
    "Newcomers are compared with people hired in the same half-year into the same "
    "department, job level and location. These people were not mentored by then and have a "
    "value at the same time after hire. {percent}% of the newcomers with a value have such "
    "peers. Newcomers have no value long enough before pairing to start from. If someone was "
    "chosen for promise, that appears here as an effect of mentoring."
)


def newcomers(session: Session, metric: Metric, answer: Answer) -> tuple[SecondaryAnalysis, ...]:
    """Return one entry for a panel, in the metric's unit; none for other shapes or no newcomer.

    Call it in the session that gave the answer. Both groups hold only people who stayed until the
    value was given: as in the headline, the values of those who left are not known.
    """
    if answer.metric.shape != "panel":
        return ()
    with_value, people = first_values(session)
    if not with_value:
        return ()
    weight1 = people["weight1"]
    weight0 = people["weight0"]
    compared = int(weight1.sum())
    question = SecondaryAnalysis(
        "newcomers",
        TITLE,
        None,
        metric.unit,
        MEANS,
        compared,
        int(np.sum(weight0 > 0)),
        weaker=True,
        values={"months": MONTHS, "percent": round(100 * compared / with_value)},
    )
    enough = enough_mentees(compared, FEWEST_MENTEES)
    if not enough.passed:
        return (withhold_unless_passed(question, (enough,)),)
    estimate, influence = weighted_mean_difference(
        people["total1"], weight1, people["total0"], weight0
    )
    difference = group_difference(
        estimate,
        influence,
        weight1,
        weight0,
        persons=people["person_id"],
        mentors=people["cluster_id"],
    )
    checks = (
        enough_mentors(difference.mentors1, FEWEST_MENTORS),
        enough_others(difference.people0, FEWEST_CONTROLS),
    )
    return (withhold_unless_passed(replace(question, estimate=difference.interval), checks),)

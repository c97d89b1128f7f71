"""Effect of mentoring on the mentors: the metric's own question, asked about them."""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.evaluate import headline
from metrics.evaluate.answer import Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.i18n import N_
from metrics.scope import MENTOR, OF_PAIRINGS, Scope
from metrics.warehouse.engine import Session

TITLE = N_("Mentors themselves, after first becoming a mentor: {metric}")
MEANS = N_(
    "Mentors are compared with comparable colleagues who were not mentors at that moment; "
    "people being mentored then are in neither group. For the simple average and the checks, "
    "run: mentoring-roi evaluate {name} --of mentors."
)
CHOSEN = N_(
    "Mentors are compared with their own values before they first became a mentor, and with "
    "people who were not mentors. Values of anyone after being mentored are left out. If "
    "mentors are chosen for high values long before their first pairing, these values return "
    "to their usual level. Mentors then look worse than they are. For the simple average and "
    "the checks, run: mentoring-roi evaluate {name} --of mentors."
)


def mentor_outcomes(
    session: Session, metric: Metric, answer: Answer
) -> tuple[SecondaryAnalysis, ...]:
    """Return one entry, within the people that the answer is about.

    A filter on pairings is about mentees and left out. It works in a session of its own, so that
    the tables of the answer stay as they are. A mentor is a cluster of their own: nobody treats
    several mentors at once, as a mentor does with mentees.
    """
    people = {column: value for column, value in answer.scope.where if column not in OF_PAIRINGS}
    scope = Scope.of(people, MENTOR)
    with session.another() as own:
        headline.prepare(metric, own, scope, _assumptions(session))
        about_mentors = headline.answer(metric, own, scope)
    values: dict[str, object] = {"metric": metric.title, "name": metric.name}
    if about_mentors.estimate is None:
        failed = next(check for check in about_mentors.checks if check.passed is False)
        values |= {"reason": failed.text, **failed.values}
    is_panel = metric.shape == "panel"
    return (
        SecondaryAnalysis(
            "mentors",
            TITLE,
            about_mentors.estimate,
            metric.unit,
            CHOSEN if is_panel else MEANS,
            about_mentors.n_mentees,
            about_mentors.n_controls,
            weaker=is_panel,
            values=values,
        ),
    )


def _assumptions(session: Session) -> dict[str, float]:
    """Return the values by name that the answer's session was given for the metric's SQL."""
    return session.records("select * from assumption")[0] if session.has("assumption") else {}

"""Effect of taking over a practice: a panel's own question with adopters instead of mentees."""

from __future__ import annotations

from collections.abc import Mapping

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate import panel
from metrics.evaluate.adjusted_panel import with_covariates
from metrics.evaluate.answer import Check
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.i18n import N_
from metrics.scope import Scope
from metrics.warehouse.engine import Session

TITLE = N_("Adopters of a practice, before and after: {metric}")
MEANS = N_(
    "People are compared with their own values before they adopted the practice, and with "
    "people who did not or not yet. Values of anyone after being mentored are left out. "
    "People choose to adopt a practice, so its effect cannot be separated from what adopters "
    "otherwise share."
)
NO_ADOPTER = N_("No one who adopted a practice could be compared; at least {least} are needed.")
FAILED = {  # the name of a check of the panel -> its sentence about adopters
    "matched_mentees": N_(
        "{n} people who adopted a practice could be compared; at least {least} are needed."
    ),
    "mentor_clusters": N_("They count as {n} independent people; at least {least} are needed."),
    "controls": N_(
        "{n} people who did not adopt a practice are available for comparison; at least "
        "{least} are needed."
    ),
}


def adopters(
    session: Session, metric: Metric, run: Mapping[str, float] | None = None
) -> SecondaryAnalysis:
    """Return the effect on a panel metric of the first practice that people adopted.

    `n_mentees` are the adopters, `n_others` the people they are compared with. It works in a
    session of its own. Each adopter is a cluster of their own; the thresholds are the panel's.
    """
    with session.another() as own:
        load_metric_rows(own, metric, run or {})
        comparison.set_role(own, comparison.ADOPTER)
        comparison.set_scope(own, Scope())
        answer = with_covariates(own, panel.evaluate(own, metric, Scope()))
    values: dict[str, object] = {"metric": metric.title, "name": metric.name}
    if answer.estimate is None:
        failed = next(check for check in answer.checks if check.passed is False)
        values |= {"reason": _reason(failed), **failed.values}
    return SecondaryAnalysis(
        "adopters",
        TITLE,
        answer.estimate,
        metric.unit,
        MEANS,
        answer.n_mentees,
        answer.n_controls,
        weaker=True,
        values=values,
    )


def _reason(failed: Check) -> str:
    if failed.name == "matched_mentees" and not failed.values["n"]:
        return NO_ADOPTER
    return FAILED.get(failed.name, failed.text)

"""Did it help those who took a practice over: a panel's own question with the adopter in the place
of the mentee.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate import panel
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
ADOPTERS = {  # of a mentee's answer -> of an adopter's
    "{n} mentees could be compared; at least {least} are needed.": N_(
        "{n} people who adopted a practice could be compared; at least {least} are needed."
    ),
    "No pairing of those asked about has begun yet; at least {least} mentees are needed.": N_(
        "No one who adopted a practice could be compared; at least {least} are needed."
    ),
    "The mentees count as {n} independent groups by mentor; at least {least} are needed.": N_(
        "They count as {n} independent people; at least {least} are needed."
    ),
    "{n} people never or not yet mentored could be compared with; at least {least} are needed.": N_(
        "{n} people who did not adopt a practice are available for comparison; at least "
        "{least} are needed."
    ),
}


def adopters(
    session: Session, metric: Metric, run: Mapping[str, float] | None = None
) -> SecondaryAnalysis:
    """The effect on a panel metric, `n_mentees` adopters against `n_others`, from their first
    practice on.

    It works in a session of its own. Each adopter is a cluster of their own; the thresholds are the
    panel's.
    """
    with session.another() as own:
        load_metric_rows(own, metric, run or {})
        comparison.set_role(own, comparison.ADOPTER)
        comparison.set_scope(own, Scope())
        found = panel.evaluate(own, metric, Scope())
    values: dict[str, object] = {"metric": metric.title, "name": metric.name}
    if found.estimate is None:
        failed = next(check for check in found.checks if check.passed is False)
        values |= {"reason": ADOPTERS.get(failed.text, failed.text), **failed.values}
    return SecondaryAnalysis(
        "adopters",
        TITLE,
        found.estimate,
        metric.unit,
        MEANS,
        found.n_mentees,
        found.n_controls,
        weaker=True,
        values=values,
    )

"""Panels: how much more mentees' values change after pairing than those of people not mentored.

Without covariates; `adjusted_panel.py` puts the answer with covariates in its place.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate.answer import (
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    NO_ESTIMATE,
    SMALL_EFFECT,
    WITHOUT_COVARIATES,
    Answer,
    Check,
    NaiveComparison,
    direction_of,
    enough_mentees,
    enough_mentors,
)
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.i18n import N_
from metrics.inference.difference_in_differences import (
    effects_by_event_time,
    group_time_effects,
    influence_coefficients,
    overall_effect,
)
from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance,
    t_interval,
    widest_interval,
)
from metrics.inference.sample_size import mentees_to_detect_normal
from metrics.scope import MENTEE, MENTOR, Scope
from metrics.warehouse.engine import Session

TIE_RULE = {
    MENTEE: N_("A value on the day of pairing counts as a value before pairing."),
    MENTOR: N_("A value on the day of the first pairing as a mentor counts as a value before it."),
}
ASSUMPTIONS = (
    N_(
        "Without becoming {persons}, they would have changed as the comparison group did, apart "
        "from the last value before pairing."
    ),
    N_("Every {person} counted has an earlier value to compare with."),
    N_("No one changes because they expect to become a {person} later."),
    N_("A {person} does not change the values of colleagues."),
    N_("Only people who stay have values; leavers would have changed in the same way."),
    N_("Values are recorded in the same way for {persons} and for the comparison group."),
    N_("Mentoring means roughly the same for everyone in a category."),
)
NAIVE = N_("Values after becoming a {person} against those of people who never did")
WRONG = N_(
    "People who become {persons} often had different values before. The simple average counts "
    "that difference as an effect."
)
FEW_CONTROLS = N_(
    "{n} people who were never, or not yet, a {person} are available for comparison; at least "
    "{least} are needed."
)
SAME = N_(
    "Everyone's values changed by the same amount, so an effect cannot be distinguished from "
    "chance."
)


def evaluate(session: Session, metric: Metric, scope: Scope) -> Answer:
    """Return the answer for the scope that is set in the session, which must be prepared."""
    counts, naive, fates = comparison.panel_cells(session)
    effects = group_time_effects(
        *(counts[name] for name in ("g", "t", "treated", "n", "total", "squares"))
    )
    matched = fates.pop("matched", 0)
    answer = Answer(
        metric,
        scope,
        session.snapshot,
        NO_ESTIMATE,
        None,
        method=WITHOUT_COVARIATES,
        dropped=fates,
        n_mentees=matched,
        n_asked=matched + sum(fates.values()),
        assumptions=ASSUMPTIONS,
        tie_rule=TIE_RULE[scope.role],
    )
    cells = effects.after
    if not len(cells.g):
        few = enough_mentees(matched, FEWEST_MENTEES, role=scope.role, asked=answer.n_asked)
        return replace(answer, checks=(few,))
    people = comparison.panel_influence(session, influence_coefficients(cells))
    headline, ess1, controls = interval(people, overall_effect(cells))
    checks = least_numbers(matched, ess1, controls, scope.role)
    if not headline.se:
        checks = (*checks, Check("changes_differ", False, SAME, {}))
    can_tell = all(check.passed for check in checks)
    spread = float(session.value("select stddev_samp(value) from observed") or 0.0)
    answer = replace(
        answer,
        needed=mentees_needed(matched, headline, can_tell, ess1, spread) if headline.se else None,
        n_controls=controls,
        n_mentors=len(set(people["cluster_id"][people["weight1"] > 0])),
        checks=checks,
        spread=spread,
    )
    if not can_tell:
        return replace(answer, tentative=headline if headline.is_finite else None)
    return replace(
        answer,
        direction=direction_of(headline),
        estimate=headline,
        naive=_naive(naive),
        events=effects_by_event_time(effects, least=FEWEST_MENTEES),
    )


def interval(people: dict[str, np.ndarray], estimate: float) -> tuple[Interval, float, int]:
    """Return the interval of the effect, the independent groups by mentor, and the controls.

    The interval is the wider of those by mentor and by person.
    """
    nobody = np.zeros(len(people["person_id"]))
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    by_person = np.arange(len(people["person_id"]))
    variances = [
        clustered_variance(people["estimate"], people["weight1"], nobody, cluster)
        for cluster in (by_mentor, by_person)
    ]
    controls = int(np.sum(people["weight1"] == 0))
    return widest_interval(estimate, variances), variances[0].ess1, controls


def least_numbers(matched: int, ess1: float, controls: int, role: str) -> tuple[Check, ...]:
    """Return the checks of what an estimate must be based on."""
    values = {"n": controls, "least": FEWEST_CONTROLS, **ROLE_WORDS[role]}
    return (
        enough_mentees(matched, FEWEST_MENTEES, role=role),
        enough_mentors(ess1, FEWEST_MENTORS, role=role),
        Check("controls", controls >= FEWEST_CONTROLS, FEW_CONTROLS, values),
    )


def mentees_needed(
    matched: int, headline: Interval, can_tell: bool, ess1: float, spread: float
) -> int | None:
    """Return the mentees for a clear answer; None where it is clear already."""
    if can_tell and headline.excludes_zero:
        return None
    if can_tell and spread > 0:
        return mentees_to_detect_normal(matched, headline.se, SMALL_EFFECT * spread)
    least = max(FEWEST_MENTEES, matched * FEWEST_MENTORS / max(ess1, 1.0), matched + 1)
    return int(np.ceil(least))


def _naive(sums: dict[str, np.ndarray]) -> NaiveComparison | None:
    means = {}
    variance = 0.0
    people = []
    for arm in (1, 0):
        in_arm = sums["arm"] == arm
        n = sums["n"][in_arm]
        total = sums["total"][in_arm]
        if len(n) < 2:
            return None
        means[arm] = total.sum() / n.sum()
        variance += float(np.sum(((total - n * means[arm]) / n.sum()) ** 2)) * len(n) / (len(n) - 1)
        people.append(len(n))
    difference = t_interval(means[1] - means[0], variance, min(people) - 1)
    return NaiveComparison(difference, NAIVE, WRONG)

"""Panels: how much more mentees' values change after pairing than those of people not mentored
yet.
"""

from __future__ import annotations

import numpy as np

from metrics import comparison
from metrics.catalog import Metric
from metrics.evaluate.answer import (
    CANNOT_TELL,
    FEWEST_CONTROLS,
    FEWEST_MENTEES,
    FEWEST_MENTORS,
    Answer,
    Check,
    NaiveComparison,
    enough_mentees,
    enough_mentors,
    verdict_of,
)
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
from metrics.scope import Scope
from metrics.warehouse.engine import Session

SMALL_EFFECT = 0.2  # of the standard deviation of the values, Cohen's convention for a small effect
TIE_RULE = N_("A value on the day of pairing itself belongs to the time before.")
ASSUMPTIONS = (
    N_(
        "Without mentoring, mentees would have changed as the others did, apart from the "
        "last value before pairing."
    ),
    N_("Every mentee counted has an earlier value to be compared with."),
    N_("Nobody changes because they expect to be mentored later."),
    N_("A mentee does not change the values of colleagues."),
    N_("Only people who stay have values; leavers would have changed in the same way."),
    N_("Values are recorded in the same way for mentees and for others."),
    N_("Mentoring means roughly the same for everyone in a category."),
)
NAIVE = N_("Values after pairing against those of people never mentored")
WRONG = N_(
    "Those who are chosen often had other values before; that difference counts as if "
    "mentoring had brought it."
)
SAME = N_(
    "Everyone's values changed by the same amount, so an effect cannot be distinguished from "
    "chance."
)


def evaluate(session: Session, metric: Metric, scope: Scope) -> Answer:
    """The answer for the part that is `asked` about; the session must be prepared."""
    counts, naive, fates = comparison.panel_cells(session)
    everything = group_time_effects(
        *(counts[name] for name in ("g", "t", "treated", "n", "total", "squares"))
    )
    cells = everything.after
    matched = fates.pop("matched", 0)
    base = {
        "metric": metric,
        "scope": scope,
        "snapshot": session.snapshot,
        "dropped": fates,
        "n_mentees": matched,
        "n_asked": matched + sum(fates.values()),
        "assumptions": ASSUMPTIONS,
        "tie_rule": TIE_RULE,
    }
    if not len(cells.g):
        none = (enough_mentees(matched, FEWEST_MENTEES, asked=base["n_asked"]),)
        return Answer(**base, verdict=CANNOT_TELL, estimate=None, checks=none)
    people = comparison.panel_influence(session, influence_coefficients(cells))
    headline, ess1, controls = _interval(people, overall_effect(cells))
    mentors = len(
        {m for m, w in zip(people["cluster_id"], people["weight1"], strict=True) if w > 0}
    )
    checks = _checks(matched, ess1, controls)
    if not headline.se:
        checks = (*checks, Check("changes_differ", False, SAME, {}))
    told = all(check.passed for check in checks)
    spread = float(session.rows("select stddev_samp(value) from observed")[0][0] or 0.0)
    return Answer(
        **base,
        verdict=verdict_of(headline) if told else CANNOT_TELL,
        estimate=headline if told else None,
        needed=_needed(matched, headline, told, ess1, spread) if headline.se else None,
        naive=_naive(naive) if told else None,
        n_controls=controls,
        n_mentors=mentors,
        checks=checks,
        events=effects_by_event_time(everything, least=FEWEST_MENTEES) if told else {},
        spread=spread,
    )


def _interval(people: dict[str, np.ndarray], estimate: float) -> tuple[Interval, float, int]:
    nobody = np.zeros(len(people["person_id"]))
    by_person = np.arange(len(people["person_id"]))
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    spreads = [
        clustered_variance(people["estimate"], people["weight1"], nobody, c)
        for c in (by_mentor, by_person)
    ]
    return widest_interval(estimate, spreads), spreads[0].ess1, int(np.sum(people["weight1"] == 0))


def _checks(matched: int, ess1: float, controls: int) -> tuple[Check, ...]:
    return (
        enough_mentees(matched, FEWEST_MENTEES),
        enough_mentors(ess1, FEWEST_MENTORS),
        Check(
            "controls",
            controls >= FEWEST_CONTROLS,
            N_(
                "{n} people never or not yet mentored could be compared with; at least "
                "{least} are needed."
            ),
            {"n": controls, "least": FEWEST_CONTROLS},
        ),
    )


def _needed(matched: int, headline: Interval, told: bool, ess1: float, spread: float) -> int | None:
    if told and headline.excludes_zero:
        return None
    if told and spread > 0:
        return mentees_to_detect_normal(matched, headline.se, SMALL_EFFECT * spread)
    least = max(FEWEST_MENTEES, matched * FEWEST_MENTORS / max(ess1, 1.0), matched + 1)
    return int(np.ceil(least))


def _naive(sums: dict[str, np.ndarray]) -> NaiveComparison | None:
    means, variance, people = {}, 0.0, []
    for arm in (1, 0):
        of = sums["arm"] == arm
        n, total = sums["n"][of], sums["total"][of]
        if len(n) < 2:
            return None
        means[arm] = total.sum() / n.sum()
        variance += float(np.sum(((total - n * means[arm]) / n.sum()) ** 2)) * len(n) / (len(n) - 1)
        people.append(len(n))
    return NaiveComparison(t_interval(means[1] - means[0], variance, min(people) - 1), NAIVE, WRONG)

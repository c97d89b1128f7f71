"""The headline of a panel: doubly robust difference in differences with covariates.

Where covariates cannot be used without losing too many people, the answer is the one without
(`panel.py`), and a check says so. Which values before pairing are the base and which are covariates
was chosen by simulation (`metrics/comparison/README.md`, "Panel with covariates").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from metrics.comparison import adjusted_panel as steps
from metrics.comparison.own_keys import levels_of
from metrics.evaluate.answer import (
    FALLBACK_CHECK,
    MATCHED,
    WITH_COVARIATES,
    WITHOUT_COVARIATES,
    Answer,
    Check,
    direction_of,
)
from metrics.evaluate.panel import interval, least_numbers, mentees_needed
from metrics.evaluate.planned_method import PlannedMethod, kept_check
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.i18n import N_
from metrics.inference.adjusted_difference import (
    AdjustedDifference,
    PatternSums,
    adjusted_difference,
    comparable,
)
from metrics.inference.aipw import design_matrix
from metrics.inference.interval import Interval
from metrics.warehouse.engine import Session

LEAST_KEPT = 0.6  # of the mentees who can be compared without covariates
CATEGORIES = ("department", "grade", "tenure_band")
FIFTHS = ("last_fifth", "before_fifth")
ASSUMPTION = N_(
    "Without becoming {persons}, they would have changed as people did with the same department, "
    "job level, tenure and last two values."
)
TOO_FEW = N_(
    "Of the {all} {persons} who can be compared with their own earlier values, {n} have values "
    "early enough and colleagues similar enough to allow for department, job level, tenure and "
    "their last two values as well. The figure therefore allows for none of these."
)
LEFT_OUT = N_(
    "{n} values of {persons} are left out, because no colleague is comparable in department, job "
    "level, tenure and last two values."
)


@dataclass(frozen=True)
class AdjustedPanel:
    """The adjusted effect and who it is based on.

    `mentees` and `controls` were compared, the mentees in `ess1` independent groups by `mentors`;
    `left_out` values of mentees had no comparable colleague.
    """

    interval: Interval
    mentees: int
    controls: int
    mentors: int
    ess1: float
    left_out: int


def with_covariates(
    session: Session, answer: Answer, planned: PlannedMethod | None = None
) -> Answer:
    """Return a panel's answer made with covariates, where the data allow it.

    `method` is then WITH_COVARIATES and `unadjusted` the estimate without. They are used where
    enough people are left by the usual least numbers, and at least LEAST_KEPT of the mentees whom
    the answer without covariates compares. That depends on who has which values, never on the
    estimate. Else the answer stays as it is, and the check `FALLBACK_CHECK` says why. A plan that
    fixed the method without covariates keeps it.
    """
    if answer.estimate is None or answer.metric.shape != "panel":
        return answer
    found = adjusted_panel(session)
    usable = found is not None and _is_usable(found, answer)
    usual = WITH_COVARIATES if usable else WITHOUT_COVARIATES
    if planned is not None and planned.estimator in (MATCHED, WITHOUT_COVARIATES):
        kept = kept_check(usual, WITHOUT_COVARIATES)
        return replace(answer, checks=(*answer.checks, *kept))
    if found is None or not usable:
        too_few = too_few_check(
            found.mentees if found else 0, among=answer.n_mentees, role=answer.scope.role
        )
        return replace(answer, checks=(*answer.checks, too_few))
    steps.keep_compared(session)
    return _made_with(session, answer, found)


def too_few_check(n: int, *, among: int, role: str) -> Check:
    """Return why covariates are not used: `n` people of `among` could be compared with them."""
    return Check(FALLBACK_CHECK, None, TOO_FEW, {"n": n, "all": among, **ROLE_WORDS[role]})


def left_out_check(n: int, *, role: str) -> Check:
    """Return the note that `n` values have no comparable colleague."""
    return Check("left_out", None, LEFT_OUT, {"n": n, **ROLE_WORDS[role]})


def adjusted_panel(session: Session) -> AdjustedPanel | None:
    """Return the adjusted effect; None where nobody can be compared.

    The change is the value less the mean of g-5 to g-3. Both models hold department, grade, tenure
    band and the question's own keys; that of the change the values of g-1 and g-2, that of who is a
    mentee the fifths in which these lie (its log-odds are linear in them). A missing value is a
    category of its own. Call it in a session that holds `observed`, as after an answer.
    """
    counts = steps.adjusted_counts(session)
    fitted = fit(session, counts)
    if fitted is None:
        return None
    steps.keep_coefficients(session, fitted.coefficients(counts), fitted.slopes)
    people = steps.adjusted_influence(session)
    effect, ess1, controls = interval(people, fitted.difference.estimate)
    is_mentee = people["weight1"] > 0
    return AdjustedPanel(
        effect,
        int(np.sum(is_mentee)),
        controls,
        len(set(people["cluster_id"][is_mentee])),
        ess1,
        int(counts["n"][(counts["treated"] == 1) & ~fitted.keep].sum()),
    )


@dataclass(frozen=True)
class FittedPanel:
    """The estimate on the rows of counts that are compared (`keep`)."""

    difference: AdjustedDifference
    keep: np.ndarray

    @property
    def slopes(self) -> dict[str, float]:
        """Return the coefficients that hold for every row, by name."""
        values = (*self.difference.slope, *self.difference.lever_slope)
        return {name: float(value) for name, value in zip(steps.SLOPES, values, strict=True)}

    def coefficients(self, counts: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return what identifies each row that is compared, and what it adds to the effect."""
        found = {name: counts[name][self.keep].astype(int) for name in steps.CELL}
        return found | {name: getattr(self.difference, name) for name in steps.COEFFICIENTS}


def fit(
    session: Session, counts: Mapping[str, np.ndarray], categories: tuple[str, ...] = CATEGORIES
) -> FittedPanel | None:
    """Return the estimate from counts per pattern; None where nobody can be compared."""
    if not len(counts["n"]):
        return None
    sums = pattern_sums(counts)
    outcome, share = model_columns(session, counts, categories)
    keep = comparable(sums, outcome, share)
    if not keep.any():
        return None
    return FittedPanel(adjusted_difference(sums.where(keep), outcome[keep], share[keep]), keep)


def pattern_sums(counts: Mapping[str, np.ndarray]) -> PatternSums:
    """Return the sums that the estimator takes, one entry per row of the counts."""
    cell = np.unique(np.stack([counts["g"], counts["t"]]), axis=1, return_inverse=True)[1].ravel()
    first = np.stack([counts["x1x1"], counts["x1x2"]], axis=1)
    second = np.stack([counts["x1x2"], counts["x2x2"]], axis=1)
    return PatternSums(
        cell=cell,
        treated=counts["treated"].astype(int),
        n=counts["n"],
        y=counts["y"],
        yy=counts["yy"],
        x=np.stack([counts["x1"], counts["x2"]], axis=1),
        xy=np.stack([counts["x1y"], counts["x2y"]], axis=1),
        xx=np.stack([first, second], axis=1),
    )


def model_columns(
    session: Session, counts: Mapping[str, np.ndarray], categories: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the columns of the model of the change, and of that of who is a mentee."""
    fifths = np.column_stack([counts[name] for name in FIFTHS]).astype(float)
    levels = [counts[name] for name in categories]
    levels += levels_of(session, counts["own_stratum"]).values()
    levels += [counts[name] == 0 for name in FIFTHS]
    outcome = design_matrix(levels)[:, 1:]
    return outcome, np.column_stack([outcome, fifths])


def _is_usable(found: AdjustedPanel, answer: Answer) -> bool:
    numbers = least_numbers(found.mentees, found.ess1, found.controls, answer.scope.role)
    return (
        all(check.passed for check in numbers)
        and found.mentees >= LEAST_KEPT * answer.n_mentees
        and 0 < found.interval.se < np.inf
    )


def _made_with(session: Session, answer: Answer, found: AdjustedPanel) -> Answer:
    """Return the answer with the adjusted estimate."""
    role = answer.scope.role
    fates = steps.adjusted_fates(session)
    fates.pop("matched", None)
    checks = least_numbers(found.mentees, found.ess1, found.controls, role)
    if found.left_out:
        checks = (*checks, left_out_check(found.left_out, role=role))
    return replace(
        answer,
        method=WITH_COVARIATES,
        direction=direction_of(found.interval),
        estimate=found.interval,
        unadjusted=answer.estimate,
        unadjusted_share=answer.matched_share,
        n_mentees=found.mentees,
        n_controls=found.controls,
        n_mentors=found.mentors,
        dropped=fates,
        checks=checks,
        assumptions=(ASSUMPTION, *answer.assumptions[1:]),
        needed=mentees_needed(
            found.mentees, found.interval, True, found.ess1, answer.spread or 0.0
        ),
    )

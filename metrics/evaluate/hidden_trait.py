"""What a trait that nobody recorded would do to an answer, were it as strong as the last review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import similarity
from metrics.comparison.traits import panel_traits
from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.time_to_event import SHORT
from metrics.i18n import N_, Times
from metrics.inference.aipw import pseudo_survival, pseudo_values
from metrics.inference.interval import Interval
from metrics.inference.omitted_variable import (
    Strength,
    TraitRegression,
    bias,
    dummies,
    strength_to_move,
    times_as_strong,
    times_to_move,
    trait_regression,
)
from metrics.inference.survival import Curve, kaplan_meier
from metrics.warehouse.engine import Session

LAST = {"time to event": "band", "panel": "last_value"}
"""The name of the last review among the recorded traits, by shape."""
PANEL_KEYS = ("department", "grade", "tenure_band")
TITLES = {
    "department": N_("Department"),
    "grade": N_("Job level"),
    "band": N_("Last score before pairing"),
    "last_value": N_("Last value before pairing"),
    "tenure_band": N_("Tenure"),
    "trial_year": N_("Year of pairing"),
}
LAST_REVIEW = N_("the last score before pairing")
LAST_VALUE = N_("the last value before pairing")
AS_STRONG_AS = {
    "band": LAST_REVIEW,
    "last_value": LAST_VALUE,
    "department": N_("the department"),
    "grade": N_("the job level"),
    "tenure_band": N_("tenure"),
    "trial_year": N_("the year of pairing"),
}
MOVED = N_(
    "A hidden trait as strong as {key} would move the answer from {estimate} to {moved_to} {unit} "
    "(between {low} and {high}), or to {other} in the other direction. Zero takes {multiple} times "
    "that strength."
)
TO_ZERO = N_(
    "A hidden trait as strong as {key} could explain the whole difference: it would move the "
    "answer from {estimate} to {moved_to} {unit} (between {low} and {high}). {multiple} times that "
    "strength is enough for zero."
)
TOO_STRONG = N_(
    "Who is mentored depends so much on {key} that a second trait cannot be as strong. A hidden "
    "trait {multiple} times as strong already explains the whole difference."
)
NO_YARDSTICK = N_(
    "None of the recorded traits has to do with both who is mentored and the outcome, so there is "
    "nothing to measure a hidden trait by."
)


@dataclass(frozen=True)
class HiddenTrait:
    """What a hidden trait would do to one answer.

    `key` is the recorded trait that serves as yardstick (mostly one of TITLES), None without one.
    `regression` says how strong each recorded trait is. `biases` says how far a hidden trait as
    strong as the yardstick moves each estimate ("estimate", and for time to event "share_12"), in
    its own unit and in either direction: infinite where no trait can be so strong.
    """

    estimate: Interval
    key: str | None
    regression: TraitRegression
    biases: Mapping[str, float]

    @property
    def multiple(self) -> float | None:
        """Return how many times as strong as the yardstick moves the estimate to zero."""
        return self.times_to_move(self.estimate.estimate)

    @property
    def zero_share(self) -> float:
        """Return the equal share of pairing and of outcome that moves the estimate to zero."""
        return strength_to_move(self.regression.scale, self.estimate.estimate)

    def times_to_move(self, distance: float) -> float | None:
        """Return how many times as strong moves the estimate by `distance`; None without key."""
        if self.key is None:
            return None
        recorded = self.regression.strengths[self.key]
        return times_to_move(self.regression.scale, recorded, abs(distance))

    def strength(self, key: str, times: float) -> Strength:
        """Return the strength of a hidden trait `times` as strong as a recorded one."""
        return times_as_strong(self.regression.strengths[key], times)

    def moved(self, times: float, direction: int) -> Interval | None:
        """Return the estimate and its interval with a hidden trait `times` as strong removed.

        `direction` is +1 or -1. The margin of error grows by the share of the comparison that
        the trait would explain, and never shrinks. None where there is no such trait.
        """
        if self.key is None:
            return None
        strength = self.strength(self.key, times)
        by = bias(self.regression.scale, strength)
        if not np.isfinite(by):
            return None
        wider = max(np.sqrt((1 - strength.outcome) / (1 - strength.pairing)), 1.0)
        half = (self.estimate.high - self.estimate.low) / 2 * wider
        middle = self.estimate.estimate + direction * by
        return Interval(
            float(middle),
            float(middle - half),
            float(middle + half),
            float(self.estimate.se * wider),
            self.estimate.df,
        )


def hidden_trait(session: Session, metric: Metric, answer: Answer) -> HiddenTrait | None:
    """Return what a hidden trait as strong as the last review would do to the answer.

    None without an estimate, for a total, and where nothing is left to explain. The regression is
    of pseudo-values (time to event) on all rows of the trials, both arms weighing the same, or of
    the differences (panel), with the headline's weights. Call it in the session that gave the
    answer, before another question. Without a useful last review the yardstick is the recorded
    trait that would move the answer most.

    Limits: the trait is one that adds to the outcome in the same way for all; the regression knows
    no interactions of the keys; the scale is that of the regression, the estimate the headline's.
    """
    if answer.estimate is None or metric.shape == "total":
        return None
    if metric.shape == "panel" or answer.horizon is None:
        regressions = {"estimate": _of_panel(session)}
    else:
        regressions = _of_trials(session, answer.horizon)
    main = regressions["estimate"]
    if main is None:
        return None
    key = _yardstick(main, LAST[metric.shape])
    biases = {
        name: bias(one.scale, times_as_strong(one.strengths[key], 1.0))
        for name, one in regressions.items()
        if one is not None and key is not None
    }
    return HiddenTrait(answer.estimate, key, main, biases)


def hidden_trait_check(metric: Metric, trait: HiddenTrait | None) -> Check | None:
    """Return the check `hidden_trait`: where a trait as strong as the last review would move it.

    `passed` is False where that reaches zero, None without a yardstick. `values`: "multiple" of the
    strength that reaches zero, "moved_to" with its interval "low" to "high" (towards zero), "other"
    (the other direction), "uncertain" (the multiple at which the interval includes zero),
    "zero_share" (the robustness value).
    """
    if trait is None:
        return None
    multiple = trait.multiple
    if multiple is None or trait.key is None or not np.isfinite(multiple):
        return Check("hidden_trait", None, NO_YARDSTICK, {"multiple": None})
    away = 1 if trait.estimate.estimate >= 0 else -1
    towards, other = (trait.moved(1.0, sign) for sign in (-away, away))
    values: dict[str, object] = {
        "key": AS_STRONG_AS.get(trait.key, trait.key),
        "multiple": Times(multiple),
        "uncertain": _uncertain(trait),
        "zero_share": trait.zero_share,
        "unit": metric.unit,
        "estimate": trait.estimate.estimate,
    }
    if towards is None or other is None:
        return Check("hidden_trait", False, TOO_STRONG, values | {"moved_to": None})
    values |= {
        "moved_to": towards.estimate,
        "low": towards.low,
        "high": towards.high,
        "other": other.estimate,
        "other_low": other.low,
        "other_high": other.high,
    }
    holds = multiple > 1
    return Check("hidden_trait", holds, MOVED if holds else TO_ZERO, values)


def _uncertain(trait: HiddenTrait) -> Times:
    """Return how many times as strong makes the interval include zero; 0 where it does already."""
    one = trait.estimate
    if not one.excludes_zero:
        return Times(0.0)
    times = trait.times_to_move(min(abs(one.low), abs(one.high)))
    return Times(0.0 if times is None else times)


def _yardstick(regression: TraitRegression, last: str) -> str | None:
    strongest = {
        name: bias(regression.scale, times_as_strong(strength, 1.0))
        for name, strength in regression.strengths.items()
    }
    if strongest.get(last):
        return last
    key = max(strongest, key=lambda name: strongest[name])
    return key if strongest[key] else None


def _of_trials(session: Session, horizon: int) -> dict[str, TraitRegression | None]:
    """Return the regressions of the months gained and of the share still there after a year."""
    counts = similarity.cell_counts(session)
    curves = {
        arm: kaplan_meier(
            *(counts[name][counts["arm"] == arm] for name in ("u", "event", "n", "n")),
            tau=max(horizon, SHORT),
        )
        for arm in (0, 1)
    }
    outcomes = {
        "estimate": {arm: _by_ending(curve, horizon, months=True) for arm, curve in curves.items()},
        f"share_{SHORT}": {
            arm: _by_ending(curve, SHORT, months=False) for arm, curve in curves.items()
        },
    }
    return {name: _of_outcome(counts, values) for name, values in outcomes.items()}


def _by_ending(curve: Curve, month: int, *, months: bool) -> np.ndarray:
    """Return the pseudo-values by whether a row ends by the event and by the month it ends in."""
    values = pseudo_values if months else pseudo_survival
    longest = len(curve.survival) + 1
    return np.stack([values(curve, month, event=event, months=longest) for event in (0, 1)])


def _of_outcome(
    counts: Mapping[str, np.ndarray], values: Mapping[int, np.ndarray]
) -> TraitRegression | None:
    arm = counts["arm"].astype(int)
    n = counts["n"]
    end = np.minimum(counts["u"].astype(int), len(values[0][0]) - 1)
    outcome = np.array([values[a][e, u] for a, e, u in zip(arm, counts["event"], end, strict=True)])
    share = np.array([1 / n[arm == a].sum() if np.any(arm == a) else 0.0 for a in (0, 1)])
    return _regression(
        {key: counts[key] for key in similarity.KEYS},
        {},
        always=np.ones((len(n), 1)),
        arm=arm,
        weight=n * share[arm],
        mean=outcome,
        within=0.0,
    )


def _of_panel(session: Session) -> TraitRegression | None:
    counts = panel_traits(session)
    cell = np.unique(np.stack([counts["g"], counts["t"]]), axis=1, return_inverse=True)[1].ravel()
    arm = counts["treated"].astype(int)
    n = counts["n"]
    size = np.stack([np.bincount(cell, weights=n * (arm == a)) for a in (0, 1)])
    both = (size.min(axis=0) > 0)[cell]
    if not both.any():
        return None
    per_person = np.where(arm == 1, 1.0, size[1][cell] / np.maximum(size[0][cell], 1.0))[both]
    kept = {name: column[both] for name, column in counts.items()}
    last = kept["last_value"].astype(float)
    known = np.isfinite(last)
    columns = np.column_stack([np.where(known, last, 0.0), known.astype(float)])
    weight = per_person * kept["n"]
    mean = kept["total"] / kept["n"]
    within = float(np.sum(per_person * np.maximum(kept["squares"] - kept["total"] * mean, 0.0)))
    return _regression(
        {key: kept[key] for key in PANEL_KEYS},
        {"last_value": columns},
        always=np.column_stack([np.ones(len(mean)), dummies(cell[both])]),
        arm=arm[both],
        weight=weight,
        mean=mean,
        within=within,
    )


def _regression(
    levels: Mapping[str, np.ndarray],
    columns: Mapping[str, np.ndarray],
    *,
    always: np.ndarray,
    arm: np.ndarray,
    weight: np.ndarray,
    mean: np.ndarray,
    within: float,
) -> TraitRegression | None:
    traits = {name: dummies(column) for name, column in levels.items()} | dict(columns)
    return trait_regression(traits, always, arm.astype(float), weight, mean, within)


__all__ = [
    "AS_STRONG_AS",
    "HiddenTrait",
    "Strength",
    "TITLES",
    "hidden_trait",
    "hidden_trait_check",
]

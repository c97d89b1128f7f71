"""How far an effect on a panel holds where the groups would not have moved in parallel.

The drift between the groups before pairing is seen; after pairing it is bounded in terms of what
was seen: by a multiple of its largest step (relative magnitudes), or by how fast its slope may
change (smoothness). Source: Rambachan and Roth 2023, Review of Economic Studies 90.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import CONFIDENCE, Z_975

ENDLESS = 100.0
"""Multiples above it are not looked for."""
STEPS = 80  # of bisection


@dataclass(frozen=True)
class Bounds:
    """What an assumption about the drift leaves of the effect.

    `low` to `high` is what it could be without sampling error; `ci_low` to `ci_high` holds that in
    95 of 100 samples. NaN bounds where the assumption gives only an interval.
    """

    low: float
    high: float
    ci_low: float
    ci_high: float

    @property
    def excludes_zero(self) -> bool:
        """Return whether the confidence limits lie on one side of zero."""
        return self.ci_low > 0 or self.ci_high < 0


@dataclass(frozen=True)
class DriftStudy:
    """An average effect beside the drift between the groups before pairing.

    `effect` is the average over the event times in `after` (event time -> weight, adding up to 1),
    compared with a base made of the event times in `base` (likewise). `steps` are the changes per
    period of the difference between the groups from one event time before pairing to the next, in
    order; `step_times` their ends. `covariance` is that of (effect, steps), `critical` the number
    of standard errors of a 95 % interval (1.96 in large samples).
    """

    effect: float
    steps: np.ndarray
    step_times: tuple[tuple[int, int], ...]
    covariance: np.ndarray
    after: Mapping[int, float]
    base: Mapping[int, float]
    critical: float

    @property
    def periods(self) -> float:
        """Return how many periods lie between the base and the event times after, on average."""
        return _mean_time(self.after) - _mean_time(self.base)

    @property
    def largest_step(self) -> float:
        """Return the largest change in a period before pairing, in absolute value."""
        return float(np.abs(self.steps).max())


def relative_magnitudes(study: DriftStudy, most: float) -> Bounds:
    """Return what is left if the drift per period is at most `most` times the largest one before.

    From the base on, the difference between the groups may move by `most` times the largest step
    before pairing in each period. With the last period before pairing as base this is the set of
    Rambachan and Roth for an average with weights of one sign; a base of several periods counts at
    their mean. With 0 it is the interval of the effect. The confidence set is the union over which
    step is the largest and its sign, each with limits that miss one end in at most 2.5 % of
    samples: correct whichever is the largest, and wider than need be (their conditional test is
    narrower).

    Formula:
        identified: θ ± M̄ p max_j |d_j|,  p = mean event time after − mean event time of the base
        limits: min and max over j and sign of (θ ± M̄ p d_j) ∓ t √Var(θ ± M̄ p d_j)

    Source: Rambachan and Roth 2023, Review of Economic Studies 90.
    """
    reach = most * study.periods
    width = reach * study.largest_step
    ends = []
    for place in range(len(study.steps)):
        for sign in (-1.0, 1.0):
            weights = np.zeros(len(study.steps) + 1)
            weights[0] = 1.0
            weights[place + 1] = sign * reach
            middle = study.effect + sign * reach * study.steps[place]
            half = study.critical * float(np.sqrt(weights @ study.covariance @ weights))
            ends += [middle - half, middle + half]
    return Bounds(
        float(study.effect - width), float(study.effect + width), float(min(ends)), float(max(ends))
    )


def smoothness(study: DriftStudy, most: float) -> Bounds:
    """Return the shortest interval if the slope of the drift changes by at most `most` a period.

    With 0 the drift before pairing is extended as a straight line. The interval is the effect plus
    a combination of the steps before pairing, chosen without looking at their values so that half
    the width, with the worst drift that is allowed, is least. `low` and `high` are NaN.

    Formula:
        θ + z′ d ± σ_z cv(b_z / σ_z),  Σ z_j = −p,  b_z = M Σ_k |h_k(z)|
        cv(b): 95 % quantile of |N(b, 1)|, times t / 1.96;  h_k: what a change of slope at k adds

    Source: Rambachan and Roth 2023, Review of Economic Studies 90; Armstrong and Kolesár 2020,
    Quantitative Economics 11.
    """
    effect_bends, step_bends = _bends(study)
    n = len(study.steps)
    start = np.full(n, -study.periods / n)
    free = _null_space(n)
    inflate = study.critical / Z_975

    def half_width(shift: np.ndarray) -> float:
        z = start + free @ shift
        weights = np.concatenate([[1.0], z])
        se = inflate * float(np.sqrt(max(weights @ study.covariance @ weights, 1e-300)))
        worst = most * float(np.abs(effect_bends + z @ step_bends).sum())
        return se * folded_normal_quantile(worst / se)

    shift = _least(half_width, free.shape[1], scale=max(study.periods, 1.0))
    z = start + free @ shift
    middle = study.effect + float(z @ study.steps)
    half = half_width(shift)
    return Bounds(float("nan"), float("nan"), float(middle - half), float(middle + half))


def breakdown(study: DriftStudy) -> float:
    """Return the multiple of the largest step before pairing at which zero is no longer excluded.

    0 where the interval of the effect includes zero; at most ENDLESS. The limit nearest to zero
    falls ever faster with the multiple, so there is only one such multiple.
    """
    if not relative_magnitudes(study, 0.0).excludes_zero:
        return 0.0
    least = 0.0
    most = ENDLESS
    if relative_magnitudes(study, most).excludes_zero:
        return ENDLESS
    for _step in range(STEPS):
        middle = (least + most) / 2
        if relative_magnitudes(study, middle).excludes_zero:
            least = middle
        else:
            most = middle
    return most


def folded_normal_quantile(bias: float) -> float:
    """Return the 95 % quantile of the absolute value of a normal number with mean `bias`, sd 1."""
    from scipy.special import ndtr  # scipy is heavy; see interval.py

    size = abs(bias)
    if size > 8:
        return size + 1.6448536269514722
    least = 0.0
    most = size + 3.0
    for _step in range(60):
        middle = (least + most) / 2
        if ndtr(middle - size) - ndtr(-middle - size) < CONFIDENCE:
            least = middle
        else:
            most = middle
    return most


def _mean_time(weights: Mapping[int, float]) -> float:
    return sum(time * weight for time, weight in weights.items())


def _bends(study: DriftStudy) -> tuple[np.ndarray, np.ndarray]:
    """Return what a change of slope at each inner period adds to the effect and to each step."""
    times = [*study.after, *study.base, *(time for ends in study.step_times for time in ends)]
    bends = np.arange(min(times) + 1, max(times))

    def after_bend(time: int) -> np.ndarray:
        return np.maximum(time - bends, 0).astype(float)

    effect = sum((weight * after_bend(time) for time, weight in study.after.items()), 0 * bends)
    base = sum((weight * after_bend(time) for time, weight in study.base.items()), 0 * bends)
    steps = [
        (after_bend(last) - after_bend(first)) / (last - first) for first, last in study.step_times
    ]
    return np.asarray(effect - base, dtype=float), np.stack(steps)


def _null_space(n: int) -> np.ndarray:
    """Return the directions that leave the sum of n numbers as it is (n x n - 1)."""
    return np.linalg.svd(np.ones((1, n)))[2][1:].T


def _least(function: Callable[[np.ndarray], float], dimensions: int, *, scale: float) -> np.ndarray:
    """Return where a convex function of a few numbers is least."""
    from scipy.optimize import minimize  # scipy is heavy; see interval.py

    best = np.zeros(dimensions)
    if not dimensions:
        return best
    for size in (scale, scale / 10, scale / 1000):
        found = minimize(
            function,
            best,
            method="Nelder-Mead",
            options={
                "initial_simplex": np.vstack([best, best + size * np.eye(dimensions)]),
                "xatol": 1e-10,
                "fatol": 1e-12,
                "maxiter": 4000,
                "maxfev": 4000,
            },
        )
        best = np.asarray(found.x)
    return best

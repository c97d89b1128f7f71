"""How far a trait that nobody recorded could move an effect, measured in traits that are recorded.

A regression of the outcome on mentoring and the recorded traits says how strongly each of them goes
with being mentored and with the outcome. From these strengths follows what a hidden trait that is
as strong, or k times as strong, would do. Source: Cinelli and Hazlett 2020, Journal of the Royal
Statistical Society B 82.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

MOST_TIMES = 1000.0
"""The largest multiple that is looked for."""
STEPS = 200
NO_SHARE = 1e-12


@dataclass(frozen=True)
class Strength:
    """How much a trait explains, as shares between 0 and 1 of what the other traits leave.

    `pairing` is its partial R² with being mentored, `outcome` that with the outcome given
    mentoring.
    """

    pairing: float
    outcome: float

    @property
    def possible(self) -> bool:
        """Return whether a trait can have this strength: nobody is decided by it altogether."""
        return self.pairing < 1 and self.outcome <= 1


@dataclass(frozen=True)
class TraitRegression:
    """What the regression on the recorded traits says.

    `scale` is the residual standard deviation of the outcome over that of being mentored, in the
    unit of the outcome; `strengths` holds the strength of each recorded trait given the others.
    """

    scale: float
    strengths: Mapping[str, Strength]


def dummies(levels: np.ndarray) -> np.ndarray:
    """Return a column of 0 and 1 for each value but the first (rows x values - 1)."""
    names, place = np.unique(levels.astype(str), return_inverse=True)
    return np.eye(len(names))[place.ravel(), 1:]


def trait_regression(
    traits: Mapping[str, np.ndarray],
    always: np.ndarray,
    arm: np.ndarray,
    weight: np.ndarray,
    mean: np.ndarray,
    within: float,
) -> TraitRegression | None:
    """Return the scale and the strengths of the recorded traits.

    One row stands for all people with the same traits and arm: `weight` is what they weigh
    together, `mean` their mean outcome, and `within` the weighted sum of squares of all people's
    outcomes around these means. `traits` holds one or more columns per trait (rows x columns),
    `always` the columns that are in every regression, a column of ones among them. None where an
    arm is empty, or nothing is left to explain.

    Formula:
        R²(D ~ x_j | x_−j) and R²(Y ~ x_j | D, x_−j), partial, from weighted least squares
        scale = sd(Y residual given D, x) / sd(D residual given x)

    Source: Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82.
    """
    blocks = [always, *traits.values(), arm[:, None], mean[:, None]]
    ends = np.cumsum([block.shape[1] for block in blocks])
    places = [np.arange(end - block.shape[1], end) for block, end in zip(blocks, ends, strict=True)]
    rows = np.column_stack(blocks) * np.sqrt(weight)[:, None]
    products = rows.T @ rows
    treated, outcome = (int(place[0]) for place in places[-2:])
    products[outcome, outcome] += within
    of_trait = dict(zip(traits, places[1:-2], strict=True))

    def unexplained(target: int, *, without: str = "") -> float:
        given = [places[0], *(place for name, place in of_trait.items() if name != without)]
        if target == outcome:
            given.append(places[-2])
        return _residual(products, target, np.concatenate(given))

    left_arm = unexplained(treated)
    left_outcome = unexplained(outcome)
    if min(left_arm, left_outcome) <= NO_SHARE * products[outcome, outcome]:
        return None
    strengths = {
        name: Strength(
            _share(unexplained(treated, without=name), left_arm),
            _share(unexplained(outcome, without=name), left_outcome),
        )
        for name in traits
    }
    return TraitRegression(float(np.sqrt(left_outcome / left_arm)), strengths)


def bias(scale: float, strength: Strength) -> float:
    """Return how far a hidden trait of this strength can move the effect, in either direction.

    Infinite for a strength that no trait can have.

    Formula:
        |bias| = scale √(R²_Y R²_D / (1 − R²_D)),
        R²_D = `strength.pairing`,  R²_Y = `strength.outcome`

    Source: Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82.
    """
    if not strength.possible:
        return float("inf")
    return scale * float(np.sqrt(strength.outcome * strength.pairing / (1 - strength.pairing)))


def times_as_strong(recorded: Strength, times: float) -> Strength:
    """Return the greatest strength of a hidden trait `times` as strong as a recorded one.

    `recorded` is the recorded trait's strength given the others. The hidden trait is independent of
    it given the others; it explains `times` as much of being mentored and of the outcome. Where no
    trait can be so strong, its share of pairing is 1 or more.

    Formula:
        R²_D = k R²_D,j / (1 − R²_D,j)
        R²_Y = η² R²_Y,j / (1 − R²_Y,j), at most 1,  η = (√k + √q) / √(1 − q)
        q = k R²_D,j² / ((1 − k R²_D,j) (1 − R²_D,j))

    Source: Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82.
    """
    with_pairing = times * recorded.pairing / (1 - recorded.pairing)
    room = 1 - times * recorded.pairing
    if with_pairing >= 1 or room <= 0 or recorded.outcome >= 1:
        return Strength(1.0, 1.0)
    shared = times * recorded.pairing**2 / (room * (1 - recorded.pairing))
    if shared >= 1:
        return Strength(1.0, 1.0)
    eta = (np.sqrt(times) + np.sqrt(shared)) / np.sqrt(1 - shared)
    with_outcome = float(eta**2 * recorded.outcome / (1 - recorded.outcome))
    return Strength(float(with_pairing), min(with_outcome, 1.0))


def times_to_move(scale: float, recorded: Strength, distance: float) -> float:
    """Return how many times as strong as a recorded trait a hidden one must be to move the effect.

    `distance` is how far, in the unit of the outcome. At most `MOST_TIMES`; infinite where the
    recorded trait has nothing to do with pairing or with the outcome. By bisection.
    """
    if min(recorded.pairing, recorded.outcome) <= NO_SHARE:
        return float("inf")
    least = 0.0
    most = MOST_TIMES
    if bias(scale, times_as_strong(recorded, most)) < distance:
        return MOST_TIMES
    for _step in range(STEPS):
        middle = (least + most) / 2
        if bias(scale, times_as_strong(recorded, middle)) < distance:
            least = middle
        else:
            most = middle
    return most


def strength_to_move(scale: float, distance: float) -> float:
    """Return the share of pairing and of outcome that a trait needs to move the effect so far.

    The robustness value, from the scale instead of from a t value.

    Formula:
        RV = ½ (√(f⁴ + 4 f²) − f²),  f = distance / scale

    Source: Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82.
    """
    f = abs(distance) / scale
    return float((np.sqrt(f**4 + 4 * f**2) - f**2) / 2)


def _residual(products: np.ndarray, target: int, given: np.ndarray) -> float:
    """Return the sum of squares of `target` that the columns `given` do not explain."""
    inner = products[np.ix_(given, given)]
    cross = products[given, target]
    explained = cross @ np.linalg.lstsq(inner, cross, rcond=1e-11)[0]
    return max(float(products[target, target] - explained), 0.0)


def _share(without: float, with_all: float) -> float:
    """Return the share of what is unexplained without a trait that the trait explains."""
    return max(1 - with_all / without, 0.0) if without > 0 else 0.0

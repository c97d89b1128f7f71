"""The effect in a lottery, by the draw itself: estimate, test and interval without a model.

Everything follows from one statistic: the difference between those drawn and not drawn within the
groups of the draw, divided by its own standard error, of an outcome less a supposed effect times
who was drawn (intention to treat) or who took part (complier effect). The supposed effect at which
the difference is zero is the estimate; those that the draw does not reject are the interval.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, product
from math import comb

import numpy as np

from metrics.inference.interval import CONFIDENCE, Z_975, Interval

DRAWS = 1_999
MOST_ENUMERATED = 20_000
FEWEST_UNITS = 2
WEAK_F = 10.0  # below it the share that took part because of the draw is too uncertain
_TIE = 1e-9
_STEPS = 60
_FINE = 1e-4  # how finely an end of an interval is sought, in standard errors


@dataclass(frozen=True)
class Draw:
    """Who was drawn: one entry per person, in equal lengths.

    `drawn` is 1 or 0, `stratum` a whole number naming the group within which lots were drawn, and
    `cluster` one naming what drew the lot: a person or a team. Groups in which all or nobody were
    drawn hold no information; `informative` leaves them out.
    """

    drawn: np.ndarray
    stratum: np.ndarray
    cluster: np.ndarray

    @property
    def informative(self) -> np.ndarray:
        """Return, per person, whether their group holds both drawn and not drawn."""
        n = np.bincount(self.stratum, minlength=1)
        n1 = np.bincount(self.stratum, weights=self.drawn, minlength=1)
        return ((n1 > 0) & (n1 < n))[self.stratum]

    def of(self, rows: np.ndarray) -> Draw:
        """Return the draw of those persons."""
        return Draw(self.drawn[rows], self.stratum[rows], self.cluster[rows])


@dataclass(frozen=True)
class LotteryEffect:
    """An effect by lot.

    `interval` is the estimate with the 95 % interval of the randomisation test; its ends are
    infinite where the draw does not bound the effect. `p` is that of no effect. `exact`: whether
    every possible draw was looked at. `first_stage` is the F value of taking part on being drawn;
    None for intention to treat.
    """

    interval: Interval
    p: float
    exact: bool
    first_stage: float | None = None

    @property
    def weak(self) -> bool:
        """Return whether too few took part because of the draw to say what that did to them."""
        return self.first_stage is not None and self.first_stage < WEAK_F

    @property
    def bounded(self) -> bool:
        """Return whether both ends of the interval are finite."""
        return bool(np.isfinite([self.interval.low, self.interval.high]).all())


class Randomisation:
    """All draws that could have been, or a sample of them, and the difference in each.

    A draw keeps the number drawn in each group. `draws` samples are taken with that `seed` where
    there are more than MOST_ENUMERATED. The persons must be those of informative groups.
    """

    def __init__(self, draw: Draw, *, draws: int = DRAWS, seed: int = 1) -> None:
        self.draw = draw
        unit_names, self.unit = np.unique(draw.cluster, return_inverse=True)
        units = len(unit_names)
        first = np.zeros(units, dtype=int)
        first[self.unit] = np.arange(len(self.unit))
        self.size = np.bincount(self.unit, minlength=units).astype(float)
        self.group = np.unique(draw.stratum[first], return_inverse=True)[1]
        self.observed = draw.drawn[first].astype(float)
        self.strata = [np.flatnonzero(self.group == g) for g in range(self.group.max() + 1)]
        self.numbers = [int(self.observed[rows].sum()) for rows in self.strata]
        possible = 1
        for rows, number in zip(self.strata, self.numbers, strict=True):
            possible *= comb(len(rows), number)
            if possible > MOST_ENUMERATED:
                break
        self.exact = possible <= MOST_ENUMERATED
        self.drawn = self._all() if self.exact else self._sample(draws, seed)
        lots = np.vstack([self.observed, self.drawn])
        self._lots = [np.ascontiguousarray(lots[:, rows]) for rows in self.strata]
        fewest = min(
            min(k, len(rows) - k) for rows, k in zip(self.strata, self.numbers, strict=True)
        )
        self._own_variance = fewest >= FEWEST_UNITS

    @property
    def df(self) -> float:
        """Return the units less two per group."""
        return float(max(len(self.size) - 2 * len(self.strata), 1))

    def difference(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return difference and standard error of one value per person, as drawn and in each draw.

        The first entry is that of the draw that was held.

        Formula:
            Δ = Σ_h n_h/n (ȳ_1h − ȳ_0h);  V = Σ_h (n_h/n)² (V_1h + V_0h),
            V_ah = k/(k − 1) Σ_c (Σ_{i in c} (y_i − ȳ_ah))² / n_ah² over the k units c of the arm;
            one variance per arm for all groups where an arm of a group has one unit

        Source: Neyman 1923 (1990), Statistical Science 5; Imbens and Rubin 2015, ch. 7 and 9.
        """
        total = np.bincount(self.unit, weights=values, minlength=len(self.size))
        draws = len(self.drawn) + 1
        estimate = np.zeros(draws)
        variance = np.zeros(draws)
        pooled = [np.zeros(draws) for _arm in range(2)]
        spread = [np.zeros(draws) for _arm in range(2)]
        spare = [0, 0]
        people = self.size.sum()
        for rows, number, lots in zip(self.strata, self.numbers, self._lots, strict=True):
            share = self.size[rows].sum() / people
            sums = _sums(total[rows] - total[rows].sum() / self.size[rows].sum() * self.size[rows],
                         self.size[rows])  # fmt: skip
            drawn = lots @ sums
            for arm, k, own in ((1, number, drawn), (0, len(rows) - number, sums.sum(0) - drawn)):
                n, mean, squares = _arm_moments(own)
                estimate += share * mean * (1 if arm else -1)
                if self._own_variance:
                    variance += share**2 * k / (k - 1) * squares / n**2
                pooled[arm] += squares
                spare[arm] += k - 1
                spread[arm] += share**2 * k / n**2
        if not self._own_variance:
            for arm in range(2):
                if spare[arm]:
                    variance += pooled[arm] / spare[arm] * spread[arm]
        return estimate, np.sqrt(np.maximum(variance, 0))

    def p_value(self, values: np.ndarray) -> float:
        """Return the two-sided p value of no difference in `values`.

        Exact where every draw was looked at; else the draw that was held counts among the samples.

        Formula:
            p = #{draws b : |Δ_b| / SE_b ≥ |Δ| / SE} / draws, the held one included;
            with samples (1 + #{b}) / (1 + B)

        Source: Fisher 1935, The Design of Experiments; Phipson and Smyth 2010, Statistical
        Applications in Genetics and Molecular Biology 9; Chung and Romano 2013, Annals of
        Statistics 41 (divided by its standard error, the test also holds where only the mean effect
        is zero, in large samples).
        """
        size = np.abs(self._studentised(values))
        at_least = size[1:] >= size[0] * (1 - _TIE) - _TIE
        if self.exact:
            return float(at_least.mean())
        return float((1 + at_least.sum()) / (1 + len(at_least)))

    def _studentised(self, values: np.ndarray) -> np.ndarray:
        difference, se = self.difference(values)
        if not se.any():
            return difference
        flat = np.abs(difference) <= _TIE * max(1.0, float(np.abs(values).max(initial=0.0)))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(flat, 0.0, difference / se)

    def _all(self) -> np.ndarray:
        """Return every draw as a row of zeros and ones per unit."""
        choices = [
            list(combinations(rows, k)) for rows, k in zip(self.strata, self.numbers, strict=True)
        ]
        drawn = [np.concatenate(chosen).astype(int) for chosen in product(*choices)]
        lots = np.zeros((len(drawn), len(self.size)))
        for row, units in enumerate(drawn):
            lots[row, units] = 1.0
        return lots

    def _sample(self, draws: int, seed: int) -> np.ndarray:
        rng = np.random.default_rng(seed)
        lots = np.zeros((draws, len(self.size)))
        for rows, number in zip(self.strata, self.numbers, strict=True):
            order = np.argsort(rng.random((draws, len(rows))), axis=1)[:, :number]
            np.put_along_axis(lots, rows[order], 1.0, axis=1)
        return lots


def residuals(values: np.ndarray, stratum: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """Return the values less what earlier values predict within the groups of the draw.

    `earlier` has one column per earlier value, and who was drawn plays no part, so a test of the
    residuals is as exact as one of the values (variance reduction, also called CUPED). Columns that
    do not vary within groups are ignored.

    Formula:
        e = y − x b,  b by least squares of y on x, both less their group's mean

    Source: Rosenbaum 2002, Statistical Science 17; Deng, Xu, Kohavi and Walker 2013, WSDM; Lin
    2013, Annals of Applied Statistics 7.
    """
    if earlier.size == 0:
        return values
    within = np.column_stack([_within(column, stratum) for column in earlier.T])
    slope = np.linalg.lstsq(within, _within(values, stratum), rcond=1e-10)[0]
    return np.asarray(values - within @ slope)


def effect_of_draw(
    values: np.ndarray,
    draw: Draw,
    *,
    earlier: np.ndarray | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> LotteryEffect:
    """Return the effect of being drawn (intention to treat) on one value per person.

    `earlier` (persons by columns) takes out what earlier values predict. The interval supposes the
    same effect for everybody; with the standard error in the test it also holds for a mean of
    different effects in large samples. Raises ValueError without an informative group.
    """
    return _effect(values, draw.drawn.astype(float), draw, earlier, draws, seed)


def effect_of_taking_part(
    values: np.ndarray,
    took_part: np.ndarray,
    draw: Draw,
    *,
    earlier: np.ndarray | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> LotteryEffect:
    """Return the effect on those who took part because they were drawn (complier average effect).

    `took_part` is 1 or 0 per person. Supposes that the draw has no effect on who would take part in
    any case or in no case, and that nobody takes part only if not drawn. The interval is that of
    Anderson and Rubin by randomisation: it stays right where few took part because of the draw, and
    is then wide or without an end.

    Formula:
        τ with Δ(y − τ d) = 0, that is Δ(y) / Δ(d);  interval: all τ that the test of y − τ d
        does not reject

    Source: Imbens and Rosenbaum 2005, Journal of the Royal Statistical Society A 168; Angrist,
    Imbens and Rubin 1996, Journal of the American Statistical Association 91.
    """
    return _effect(values, took_part.astype(float), draw, earlier, draws, seed, taking_part=True)


def _effect(
    values: np.ndarray,
    dose: np.ndarray,
    draw: Draw,
    earlier: np.ndarray | None,
    draws: int,
    seed: int,
    *,
    taking_part: bool = False,
) -> LotteryEffect:
    rows = draw.informative
    if not rows.any():
        raise ValueError("No group of the draw holds both people drawn and people not drawn.")
    kept = draw.of(rows)
    known = np.zeros((len(values), 0)) if earlier is None else earlier
    outcome = residuals(values[rows], kept.stratum, known[rows])
    dosed = residuals(dose[rows], kept.stratum, known[rows])
    lots = Randomisation(kept, draws=draws, seed=seed)
    outcome_difference, _se = lots.difference(outcome)
    dose_difference, dose_se = lots.difference(dosed)
    first_stage = None
    if taking_part:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = float(dose_difference[0] / dose_se[0])
        first_stage = float("inf") if np.isinf(ratio) else float(np.nan_to_num(ratio**2))
    p = lots.p_value(outcome)
    if abs(dose_difference[0]) < _TIE:
        unknown = Interval(0.0, float("-inf"), float("inf"), float("inf"), lots.df)
        return LotteryEffect(unknown, p, lots.exact, first_stage)
    estimate = float(outcome_difference[0] / dose_difference[0])
    _rest, se = lots.difference(outcome - estimate * dosed)
    error = float(se[0] / abs(dose_difference[0]))

    def accepted(effect: float) -> bool:
        return lots.p_value(outcome - effect * dosed) > 1 - CONFIDENCE

    # further than any finite effect, the test is one of the dose alone
    ends_open = taking_part and lots.p_value(dosed) > 1 - CONFIDENCE
    low, high = (
        _end(estimate, direction, error, accepted, ends_open=ends_open) for direction in (-1, 1)
    )
    return LotteryEffect(Interval(estimate, low, high, error, lots.df), p, lots.exact, first_stage)


def _end(
    estimate: float,
    direction: int,
    error: float,
    accepted: Callable[[float], bool],
    *,
    ends_open: bool,
) -> float:
    """Return the furthest accepted effect from the estimate on one side, infinite without one."""
    if ends_open:
        return direction * float("inf")
    if error <= _TIE:
        return estimate
    step = Z_975 * error
    inside = estimate
    outside = estimate + direction * step
    for _doubling in range(_STEPS):
        if not accepted(outside):
            break
        inside = outside
        step *= 2
        outside = estimate + direction * step
    else:
        return direction * float("inf")
    for _halving in range(_STEPS):
        middle = (inside + outside) / 2
        if abs(outside - inside) < _FINE * error:
            break
        if accepted(middle):
            inside = middle
        else:
            outside = middle
    return inside


def _sums(total: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return what an arm adds up per unit: people, total, and three squares."""
    return np.column_stack([size, total, total**2, total * size, size**2])


def _arm_moments(own: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return people, mean and the units' squared sums of residuals of an arm, per draw."""
    people, total, squared, crossed, sized = own.T
    mean = total / people
    squares = squared - 2 * mean * crossed + mean**2 * sized
    return people, mean, np.maximum(squares, 0)


def _within(values: np.ndarray, stratum: np.ndarray) -> np.ndarray:
    """Return the values less the mean of their group."""
    number = np.unique(stratum, return_inverse=True)[1]
    mean = np.bincount(number, weights=values) / np.bincount(number)
    return np.asarray(values - mean[number])

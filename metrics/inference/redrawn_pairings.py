"""Randomisation inference for small companies: who is paired is drawn again by lot.

With a dozen mentees no standard error can be trusted. If it was as good as random who of a cell
(people alike, in one month) was paired, and mentoring changes nothing, then the months that people
stay, and their scores, would have been the same had others been paired. So the pairings are drawn
again in the order in which they were made: in each cell as many as were, among those who are
employed and not drawn in an earlier month. The company's own difference is one of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import CONFIDENCE, Z_975, Interval
from metrics.inference.randomised import residuals

DRAWS = 1_999
_TIE = 1e-9
_TRIES = 200  # to find somebody not drawn yet; so many fail only where nobody is left
_STEPS = 60
_FINE = 1e-3  # how finely an end of an interval is sought, of its distance from the estimate


@dataclass(frozen=True)
class PairingRows:
    """People who could have been paired: a row per person and month of pairing; equal lengths.

    `cell` numbers cells of people alike in one month, from 0 in the order of time. `paired` is
    whether the person was paired then, `mentor` a whole number naming with whom (any number where
    not). `outcome` is what is compared, already adjusted for what the cell does not hold alike;
    `dose` how much of a constant effect is in it (0 where that is not asked).
    """

    person: np.ndarray
    cell: np.ndarray
    paired: np.ndarray
    mentor: np.ndarray
    outcome: np.ndarray
    dose: np.ndarray

    def of(self, rows: np.ndarray) -> PairingRows:
        """Return those rows, with the cells numbered anew in the same order."""
        cell = np.unique(self.cell[rows], return_inverse=True)[1]
        return PairingRows(
            self.person[rows],
            cell,
            self.paired[rows],
            self.mentor[rows],
            self.outcome[rows],
            self.dose[rows],
        )

    @property
    def informative(self) -> np.ndarray:
        """Return, per row, whether its cell holds both people paired and people not paired."""
        n = np.bincount(self.cell, minlength=1)
        n1 = np.bincount(self.cell, weights=self.paired, minlength=1)
        return ((n1 > 0) & (n1 < n))[self.cell]


class RedrawnPairings:
    """The company's own pairings and those drawn again; rows must be of informative cells.

    Mentees of one mentor may have a result in common. Their differences are therefore added up per
    mentor, and the whole is divided by how much mentors differ. With one mentor nothing can be
    told: p is then 1.
    """

    def __init__(self, rows: PairingRows, *, draws: int = DRAWS, seed: int = 1) -> None:
        self.mentees = int(rows.paired.sum())
        self.draws = draws
        mentors, number = np.unique(rows.mentor[rows.paired], return_inverse=True)
        self.mentors = len(mentors)
        mentor = np.zeros(len(rows.cell), dtype=int)
        mentor[rows.paired] = number
        self._outcome = np.zeros((draws + 1, self.mentors))
        self._dose = np.zeros((draws + 1, self.mentors))
        self._draw(rows, mentor, np.random.default_rng(seed))

    def p_value(self, effect: float = 0.0) -> float:
        """Return the two-sided p value that every mentee gained exactly `effect`.

        Exact up to the number of draws for a lottery within the cells, whatever the number of
        mentees and mentors. Where the effect differs between mentors and its mean is `effect`, it
        holds in large samples.

        Formula:
            T = Σ_c D_c / √(Σ_c D_c²),  D_c = Σ over mentees i of mentor c (y_i − effect · x_i),
            y and x less their mean in the cell;  p = #{b : |T_b − T̄| ≥ |T − T̄|} / (1 + B),
            over the B draws and the pairings as they were, T̄ their mean

        Source: Fisher 1935, The Design of Experiments; Phipson and Smyth 2010, Statistical
        Applications in Genetics and Molecular Biology 9; Chung and Romano 2013, Annals of
        Statistics 41.
        """
        by_mentor = self._outcome - effect * self._dose
        size = np.sqrt((by_mentor**2).sum(axis=1))
        total = by_mentor.sum(axis=1)
        return _share(np.divide(total, size, out=np.zeros(len(total)), where=size > _TIE))

    def cautious_p_value(self) -> float:
        """Return the larger p value of two tests: as `p_value`, and of the plain difference.

        For outcomes of which most are equal, such as months of people who nearly all stay: mentees
        chosen among those who stay anyway then agree between mentors, however small the difference.

        Formula:
            the larger of p(T) and p(S),  S = Σ_c D_c;  T, D_c and p as in `p_value`

        Source: Berger 1982, Technometrics 24 (intersection-union test).
        """
        return max(self.p_value(), _share(self._outcome.sum(axis=1)))

    @property
    def estimate(self) -> float:
        """Return the difference per mentee; where `dose` is given, per unit of it.

        Formula:
            Σ_i y_i / Σ_i x_i over mentees, both less their mean in the cell

        Source: Imbens and Rosenbaum 2005, Journal of the Royal Statistical Society A 168.
        """
        dose = float(self._dose[0].sum())
        return float(self._outcome[0].sum()) / (dose if abs(dose) > _TIE else self.mentees)

    def interval(self) -> Interval | None:
        """Return all effects that the test does not reject at 5 %.

        None where the draws do not bound them, or without a dose. It supposes the same effect on
        every mentee. `se` is a quarter of its width.

        Formula:
            {δ : p(δ) > 0.05};  each end by doubling and halving from the estimate

        Source: Imbens and Rosenbaum 2005, Journal of the Royal Statistical Society A 168.
        """
        if abs(self._dose[0].sum()) <= _TIE:
            return None
        middle = self.estimate
        start = float(np.abs(self._outcome).sum(axis=1).mean()) / self.mentees
        ends = [self._end(middle, direction, max(start, _TIE)) for direction in (-1, 1)]
        if not np.isfinite(ends).all():
            return None
        low, high = ends
        return Interval(middle, low, high, (high - low) / (2 * Z_975), float("inf"))

    def _end(self, middle: float, direction: int, step: float) -> float:
        inside = middle
        outside = middle + direction * step
        for _doubling in range(_STEPS):
            if not self._accepted(outside):
                break
            inside = outside
            step *= 2
            outside = middle + direction * step
        else:
            return direction * float("inf")
        while abs(outside - inside) > _FINE * abs(outside - middle):
            between = (inside + outside) / 2
            if self._accepted(between):
                inside = between
            else:
                outside = between
        return inside

    def _accepted(self, effect: float) -> bool:
        return self.p_value(effect) > 1 - CONFIDENCE

    def _draw(self, rows: PairingRows, mentor: np.ndarray, rng: np.random.Generator) -> None:
        """Add up outcome and dose by mentor, in the first row as they were and in each draw."""
        people, person = np.unique(rows.person, return_inverse=True)
        outcome = _within(rows.outcome, rows.cell)
        dose = _within(rows.dose, rows.cell)
        drawn = np.zeros((self.draws, len(people)), dtype=bool)
        each = np.arange(self.draws)
        for cell in range(int(rows.cell.max(initial=-1)) + 1):
            members = np.flatnonzero(rows.cell == cell)
            own = members[rows.paired[members]]
            np.add.at(self._outcome[0], mentor[own], outcome[own])
            np.add.at(self._dose[0], mentor[own], dose[own])
            for one in own:
                row, free = _pick(members, person, drawn, rng)
                self._outcome[1:, mentor[one]] += outcome[row] * free
                self._dose[1:, mentor[one]] += dose[row] * free
                drawn[each, person[row]] |= free


def _pick(
    members: np.ndarray, person: np.ndarray, drawn: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return in each draw one of the rows whose person was not drawn before, and whether any is."""
    row = members[rng.integers(len(members), size=len(drawn))]
    for _try in range(_TRIES):
        taken = np.flatnonzero(drawn[np.arange(len(drawn)), person[row]])
        if not len(taken):
            break
        row[taken] = members[rng.integers(len(members), size=len(taken))]
    return row, ~drawn[np.arange(len(drawn)), person[row]]


def adjusted(outcome: np.ndarray, cell: np.ndarray, traits: np.ndarray) -> np.ndarray:
    """Return the outcomes less what the traits (rows by columns) predict within the cells.

    Who was paired plays no part, so a test of them is as exact as one of the outcomes.

    Formula:
        e = y − x b,  b by least squares of y on x, both less their cell's mean

    Source: Rosenbaum 2002, Statistical Science 17.
    """
    return residuals(outcome, cell, traits)


def _share(statistic: np.ndarray) -> float:
    """Return the share of all that are at least as far from the mean as the first."""
    away = np.abs(statistic - statistic.mean())
    return float(np.mean(away >= away[0] - _TIE))


def _within(values: np.ndarray, cell: np.ndarray) -> np.ndarray:
    n = np.maximum(np.bincount(cell, minlength=1), 1)
    return values - (np.bincount(cell, weights=values, minlength=1) / n)[cell]

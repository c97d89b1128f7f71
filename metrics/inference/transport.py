"""An effect carried over to other people: both arms weighted to the composition of a target.

Everything is computed from rows per pattern (see `raking.py`). The target counts as fixed: the
interval is about the effect on these people, not on people like them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference.raking import Margins, Raking, margins, rake

MOST_ROUNDS = 20


@dataclass(frozen=True)
class Transport:
    """Weights of one row of each arm by pattern, 0 where it is not used.

    `covered` says of each cell of the target whether all its levels have mentees. Both arms'
    weights add up to the people of the target that are covered.
    """

    weight1: np.ndarray
    weight0: np.ndarray
    covered: np.ndarray
    _to_target: Raking
    _to_mentees: Raking

    def adjustments(
        self, influence1: np.ndarray, influence0: np.ndarray, n1: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what the estimated weights add to a row's influence in each arm, by pattern.

        `influence1` and `influence0` are the sums, over the rows of an arm in each pattern, of
        their influence per unit of weight; `n1` are the rows of mentees. Both returned arrays are
        per unit of weight: add them, then multiply by the row's weight.

        Formula:
            comparison group:  ψ = w₀ (φ − a₀),   a₀ = z′ H₀⁻¹ Σ w₀ z φ
            mentees:           ψ = w₁ (φ + a₀ − a₁),   a₁ = x′ H₁⁻¹ Σ w₁ x (φ + a₀)
            z: the keys of the trials, x: the keys of the target; H as for raking

        Source: Deville and Sarndal 1992, Journal of the American Statistical Association 87;
        chained as in Newey and McFadden 1994, Handbook of Econometrics 4, chapter 36.
        """
        towards_mentees = self._to_mentees.adjustment(influence0[:, None])[:, 0]
        sums = influence1 + n1 * towards_mentees
        padded = np.concatenate([sums, np.zeros(len(self.covered))])
        towards_target = self._to_target.adjustment(padded[:, None])[: len(sums), 0]
        return towards_mentees - towards_target, -towards_mentees


def transport_weights(
    trial_keys: Sequence[np.ndarray],
    shared_keys: Sequence[np.ndarray],
    n1: np.ndarray,
    n0: np.ndarray,
    target_keys: Sequence[np.ndarray],
    target: np.ndarray,
) -> Transport:
    """Return weights under which mentees have the target's margins, and others the mentees'.

    `trial_keys` and `shared_keys` have one level per pattern, `n1` and `n0` the rows of mentees and
    of the comparison group in it; `target_keys` are the shared keys per cell of the target, which
    holds `target` people. A cell of which a level has no mentees is left out, as are mentees of
    whom a level has nobody in the target. Only margins are balanced: the effect may differ by each
    key, but not by combinations of them.

    Formula:
        Σ w₁ x = Σ_target x,  then  Σ w₀ z = Σ w₁ z,  both by raking

    Source: Hainmueller 2012, Political Analysis 20; Josey, Berkowitz, Ghosh and Raghavan 2021,
    Statistics in Medicine 40 (transporting an effect by entropy balancing).
    """
    keys = margins(
        [
            np.concatenate([own.astype(str), other.astype(str)])
            for own, other in zip(shared_keys, target_keys, strict=True)
        ]
    )
    trial = margins(trial_keys)
    patterns = len(n1)
    people = np.concatenate([np.zeros(patterns), target.astype(float)])
    used = n1.astype(float)
    for _round in range(MOST_ROUNDS):
        to_target, weight1 = _weigh(keys, people, used)
        to_mentees = rake(trial, weight1 * used, n0.astype(float))
        without_others = (weight1 * used > 0) & ~to_mentees.kept
        if not without_others.any():
            break
        used = np.where(without_others, 0.0, used)
    return Transport(
        np.where(used > 0, weight1, 0.0),
        to_mentees.weight,
        to_target.kept[patterns:],
        to_target,
        to_mentees,
    )


def _weigh(keys: Margins, people: np.ndarray, mentees: np.ndarray) -> tuple[Raking, np.ndarray]:
    rows = np.concatenate([mentees, np.zeros(len(people) - len(mentees))])
    raking = rake(keys, people, rows)
    return raking, raking.weight[: len(mentees)]

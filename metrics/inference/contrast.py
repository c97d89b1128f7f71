"""The variance of a difference between two effects, each with mentees and others of its own.

An effect "here" and "not there" says nothing about their difference; one interval for the
difference does. Source: Gelman and Stern 2006, The American Statistician 60.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.inference.interval import Spread, both_arms, effective


def contrast(influence: np.ndarray, mentees: Sequence[np.ndarray], cluster: np.ndarray) -> Spread:
    """The variance of a difference whose degrees of freedom the mentees alone give, as `clustered`
    for one effect.

    All arrays have one entry per person: the influence on the difference, the weight in each group
    of mentees, and a whole number naming the cluster. A cluster that holds a group by itself makes
    the variance infinite.

    Formula:
        V = Σ_c (ψ_c / (1 − l_c))²,  l_c the largest of the cluster's shares of any group's weight
        df = the effective clusters of the smallest group − 1

    Source: Cameron and Miller 2015, Journal of Human Resources 50.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi, held = np.bincount(cluster, weights=influence, minlength=n), _held(mentees, cluster, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (
            float(np.sum((psi / (1 - _leverage(held))) ** 2, where=psi != 0)) if n else float("inf")
        )
    return Spread(variance, min(map(effective, held)), 0.0)


def contrast_by_arm(
    influence: np.ndarray,
    mentees: Sequence[np.ndarray],
    others: Sequence[np.ndarray],
    cluster: np.ndarray,
) -> Spread:
    """The variance of a difference to which mentees and others both add, as `clustered_by_arm` for
    one effect.

    Arrays as in `contrast`, and the weight in each group of others.

    Formula: V = V₁ + V₀,  each Σ_c ψ_c² / (1 − l_c), over the clusters with mentees and over the
    others df = V² / (V₁² / (ESS₁ − 1) + V₀² / (ESS₀ − 1)),  ESS of the smallest group of mentees
    and of others

    Source: Bell and McCaffrey 2002, Survey Methodology 28; Welch 1947, Biometrika 34.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi, held1, held0 = (
        np.bincount(cluster, weights=influence, minlength=n),
        *(_held(groups, cluster, n) for groups in (mentees, others)),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(psi != 0, psi**2 / (1 - _leverage([*held1, *held0])), 0.0)
    return both_arms(
        terms, np.sum(held1, axis=0) > 0, min(map(effective, held1)), min(map(effective, held0))
    )


def _held(groups: Sequence[np.ndarray], cluster: np.ndarray, n: int) -> list[np.ndarray]:
    return [np.bincount(cluster, weights=weight, minlength=n) for weight in groups]


def _leverage(held: Sequence[np.ndarray]) -> np.ndarray:
    return np.max([weight / (weight.sum() or 1.0) for weight in held], axis=0)

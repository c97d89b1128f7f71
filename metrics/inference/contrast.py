"""Variance of a difference between two effects, each with its own mentees and others.

An effect that is significant in one group and not in another says nothing about their difference;
one interval for the difference does. Source: Gelman and Stern 2006, The American Statistician 60.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.inference.interval import ClusteredVariance, combine_arms, effective_size


def contrast_variance(
    influence: np.ndarray, mentees: Sequence[np.ndarray], cluster: np.ndarray
) -> ClusteredVariance:
    """Return the variance of a difference, with degrees of freedom from the mentees alone.

    As `clustered_variance` for a single effect. All arrays have one entry per person: the influence
    on the difference, the weight in each group of mentees, and a whole number naming the cluster. A
    cluster that holds a whole group makes the variance infinite.

    Formula:
        V = Σ_c (ψ_c / (1 − l_c))²,  l_c the largest of the cluster's shares of any group's weight
        df = the effective clusters of the smallest group − 1

    Source: Cameron and Miller 2015, Journal of Human Resources 50.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi = np.bincount(cluster, weights=influence, minlength=n)
    held = _weight_by_cluster(mentees, cluster, n)
    variance = float("inf")
    if n:
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = float(np.sum((psi / (1 - _leverage(held))) ** 2, where=psi != 0))
    return ClusteredVariance(variance, min(map(effective_size, held)), 0.0)


def contrast_variance_by_arm(
    influence: np.ndarray,
    mentees: Sequence[np.ndarray],
    others: Sequence[np.ndarray],
    cluster: np.ndarray,
) -> ClusteredVariance:
    """Return the variance of a difference to which mentees and others both add.

    As `clustered_variance_by_arm` for a single effect. Arrays as in `contrast_variance`, and the
    weight in each group of others.

    Formula:
        V = V₁ + V₀,  each Σ_c ψ_c² / (1 − l_c), over the clusters with mentees and over the others
        df = V² / (V₁² / (ESS₁ − 1) + V₀² / (ESS₀ − 1)),
        ESS of the smallest group of mentees and of others

    Source: Bell and McCaffrey 2002, Survey Methodology 28; Welch 1947, Biometrika 34.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi = np.bincount(cluster, weights=influence, minlength=n)
    held1 = _weight_by_cluster(mentees, cluster, n)
    held0 = _weight_by_cluster(others, cluster, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(psi != 0, psi**2 / (1 - _leverage([*held1, *held0])), 0.0)
    has_mentees = np.sum(held1, axis=0) > 0
    ess1 = min(map(effective_size, held1))
    ess0 = min(map(effective_size, held0))
    return combine_arms(terms, has_mentees, ess1, ess0)


def _weight_by_cluster(
    groups: Sequence[np.ndarray], cluster: np.ndarray, n: int
) -> list[np.ndarray]:
    return [np.bincount(cluster, weights=weight, minlength=n) for weight in groups]


def _leverage(held: Sequence[np.ndarray]) -> np.ndarray:
    """Return each cluster's largest share of any group's weight."""
    return np.max([weight / (weight.sum() or 1.0) for weight in held], axis=0)

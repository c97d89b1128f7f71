"""The variance of a difference between two effects, each with mentees and others of its own.

An effect "here" and "not there" says nothing about their difference; one interval for the difference does.
Source: Gelman and Stern 2006, The American Statistician 60.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.inference.interval import Spread


def contrast(
    influence: np.ndarray, mentees: Sequence[np.ndarray], others: Sequence[np.ndarray], cluster: np.ndarray
) -> Spread:
    """The CR3-style variance of a difference, and the effective clusters of its smallest group of mentees and others.

    All arrays have one entry per person: the influence on the difference, the weight in each group of mentees and of
    others (no groups of others where they hold no weight), and a whole number naming the cluster. A cluster's leverage
    is the largest of its shares of any group's weight; one that holds a group by itself makes the variance infinite.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi = np.bincount(cluster, weights=influence, minlength=n)
    shares1, shares0 = ([_shares(cluster, held, n) for held in groups] for groups in (mentees, others))
    leverage = np.max([*shares1, *shares0], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = float(np.sum((psi / (1 - leverage)) ** 2, where=psi != 0)) if n else float("inf")
    return Spread(variance, min(map(_effective, shares1)), min(map(_effective, shares0), default=0.0))


def _shares(cluster: np.ndarray, held: np.ndarray, n: int) -> np.ndarray:
    total = held.sum()
    return np.bincount(cluster, weights=held, minlength=n) / (total if total > 0 else 1.0)


def _effective(share: np.ndarray) -> float:
    squares = float(np.sum(share**2))
    return 1 / squares if squares > 0 else 0.0

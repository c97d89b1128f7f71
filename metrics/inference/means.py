"""Difference of two weighted means, with each person's influence on it."""

from __future__ import annotations

import numpy as np


def weighted_mean_difference(
    total1: np.ndarray, weight1: np.ndarray, total0: np.ndarray, weight0: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return the mean of arm 1 less that of arm 0 and the influence of each person on it.

    In the unit of the values. One entry per person: the sum of their weighted values and of their
    weights in each arm; both arms must hold weight. The influence is (total - weight * mean) / sum
    of weights, negative for arm 0 (Hajek's ratio estimate); it counts differences between cells as
    noise, which makes the variance a little too large, never too small.
    """
    held1 = weight1.sum()
    held0 = weight0.sum()
    mean1 = total1.sum() / held1
    mean0 = total0.sum() / held0
    influence = (total1 - weight1 * mean1) / held1 - (total0 - weight0 * mean0) / held0
    return float(mean1 - mean0), influence

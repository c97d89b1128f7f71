"""Intervals of a share, of the difference of two shares and of their ratio.

All are made from the Wilson limits of each share.
"""

from __future__ import annotations

from math import hypot, inf, sqrt

from metrics.inference.interval import Z_975

Limits = tuple[float, float]


def share_limits(k: int, n: int) -> Limits:
    """Return the 95 % limits of the share k / n, n above zero.

    Wilson's score interval, without continuity correction: never below 0 or above 1, and never
    without width. Draws are taken to be independent.

    Source: Wilson 1927, Journal of the American Statistical Association 22.
    """
    p = k / n
    z2 = Z_975 * Z_975
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_975 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half)


def difference_limits(k1: int, n1: int, k0: int, n0: int) -> Limits:
    """Return the 95 % limits of k1 / n1 - k0 / n0, of two independent groups.

    A hybrid of the two score intervals.

    Source: Newcombe 1998, Statistics in Medicine 17(8), method 10.
    """
    p1 = k1 / n1
    p0 = k0 / n0
    low1, high1 = share_limits(k1, n1)
    low0, high0 = share_limits(k0, n0)
    return p1 - p0 - hypot(p1 - low1, high0 - p0), p1 - p0 + hypot(high1 - p1, p0 - low0)


def ratio_limits(k1: int, n1: int, k0: int, n0: int) -> Limits:
    """Return the 95 % limits of (k1 / n1) / (k0 / n0), k0 above zero.

    The upper limit may be infinite where k0 is small. They are the limits of p1 - r p0 by the
    method of `difference_limits`, solved for the r at which they are zero.

    Source: Donner and Zou 2012, Statistical Methods in Medical Research 21(4).
    """
    p1 = k1 / n1
    p0 = k0 / n0
    low1, high1 = share_limits(k1, n1)
    low0, high0 = share_limits(k0, n0)
    middle = p1 * p0
    down = low1 * (2 * p1 - low1)
    up = high1 * (2 * p1 - high1)
    to_low = high0 * (2 * p0 - high0)
    to_high = low0 * (2 * p0 - low0)
    low = (middle - sqrt(max(middle**2 - down * to_low, 0.0))) / to_low if to_low > 0 else 0.0
    high = (middle + sqrt(max(middle**2 - up * to_high, 0.0))) / to_high if to_high > 0 else inf
    return max(low, 0.0), high

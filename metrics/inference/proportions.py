"""Intervals of a share, of the difference of two shares and of their ratio, all from the Wilson
limits of each.
"""

from __future__ import annotations

from math import hypot, inf, sqrt

Z = 1.959963984540054  # the normal quantile of 97.5 %
Limits = tuple[float, float]


def share(k: int, n: int) -> Limits:
    """The 95 % limits of the share k / n (Wilson's score interval, without continuity correction);
    n above zero.

    Never below 0 or above 1, and never without width. Draws are taken to be independent.

    Source: Wilson 1927, Journal of the American Statistical Association 22.
    """
    p, z2 = k / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half)


def difference(k1: int, n1: int, k0: int, n0: int) -> Limits:
    """The 95 % limits of k1 / n1 - k0 / n0, of two groups apart from each other (hybrid of two
    score intervals).

    Source: Newcombe 1998, Statistics in Medicine 17(8), method 10.
    """
    p1, p0, (low1, high1), (low0, high0) = k1 / n1, k0 / n0, share(k1, n1), share(k0, n0)
    return p1 - p0 - hypot(p1 - low1, high0 - p0), p1 - p0 + hypot(high1 - p1, p0 - low0)


def ratio(k1: int, n1: int, k0: int, n0: int) -> Limits:
    """The 95 % limits of (k1 / n1) / (k0 / n0), k0 above zero; the upper one may be infinite where
    k0 is small.

    The limits of p1 - r p0 by the method of `difference`, solved for the r at which they are zero.

    Source: Donner and Zou 2012, Statistical Methods in Medical Research 21(4).
    """
    p1, p0, (low1, high1), (low0, high0) = k1 / n1, k0 / n0, share(k1, n1), share(k0, n0)
    middle, down, up = p1 * p0, low1 * (2 * p1 - low1), high1 * (2 * p1 - high1)
    to_low, to_high = high0 * (2 * p0 - high0), low0 * (2 * p0 - low0)
    low = (middle - sqrt(max(middle**2 - down * to_low, 0.0))) / to_low if to_low > 0 else 0.0
    high = (middle + sqrt(max(middle**2 - up * to_high, 0.0))) / to_high if to_high > 0 else inf
    return max(low, 0.0), high

"""Sample size and power: the effect that a study can detect, and the size that detects an effect.

Also the yearly risk behind a risk over several years.
"""

from __future__ import annotations

from math import ceil

import numpy as np

POWER = 0.8
TWO_SIDED = 0.05
POWER_Z = 2.8  # 1.96 + 0.84: the effect in standard errors that a study finds in four of five cases
YEAR = 12


def minimum_detectable_effect(se: float, df: float) -> float:
    """Return the effect that a study with this standard error finds in four of five cases.

    In the unit of `se`.

    Formula:
        δ = (t_{0.975, df} + t_{0.80, df}) SE

    Source: Bloom 1995, Evaluation Review 19.
    """
    from scipy.special import stdtrit  # scipy is heavy; see interval.py

    return float((stdtrit(df, 1 - TWO_SIDED / 2) + stdtrit(df, POWER)) * se)


def mentees_to_detect(effect: float, *, n: int, se: float, df: float) -> int:
    """Return how many mentees would show `effect` in four of five cases.

    Assumes that the error falls with the root of their number. A rough count: it takes the mix of
    people, mentors and months as it is, and is never below two.

    Formula:
        N = n (δ / effect)²,  δ the smallest effect that n mentees show

    Source: Bloom 1995, Evaluation Review 19.
    """
    return max(ceil(n * (minimum_detectable_effect(se, df) / abs(effect)) ** 2), 2)


def mentees_to_detect_normal(n: int, se: float, effect: float) -> int:
    """Return how many mentees would show `effect` in four of five studies, by the normal quantiles.

    Scales the standard error observed with `n` mentees.
    """
    return int(np.ceil(n * (POWER_Z * se / effect) ** 2))


def candidates_to_randomise(effect: float, *, sd: float) -> int:
    """Return how many candidates, half of them drawn by lot, would show `effect`.

    In four of five cases. `sd` is the standard deviation of the outcome between people, in the unit
    of `effect`. Persons are drawn one by one and compared as they are: no matching, no adjustment
    for earlier values, each person counted once.

    Formula:
        N = 4 (z_{0.975} + z_{0.80})² σ² / effect²,  N / 2 in each group

    Source: Lachin 1981, Controlled Clinical Trials 2.
    """
    per_group = 2 * (minimum_detectable_effect(1.0, float("inf")) * sd / abs(effect)) ** 2
    return 2 * max(ceil(per_group), 1)


def months_until_enough(needed: int, *, n: int, per_month: float, horizon: int) -> int | None:
    """Return the months until `needed` mentees are paired and followed for `horizon` months.

    At the present pace of `per_month` pairings; None without a pace.
    """
    if needed <= n:
        return 0
    return None if per_month <= 0 else ceil((needed - n) / per_month) + horizon


def yearly_risk(risk: float, *, months: int) -> float:
    """Return the chance of the event in one year that gives `risk` over `months`.

    Every year is taken to have the same chance. Before a gap over several years is priced per year,
    each group's risk is turned into a yearly one and the two are then subtracted: the risk of two
    years is not twice that of one, because a person who has left cannot leave again. Amounts that
    add up evenly (hours, sales) may be divided by the years instead. A level (a score) is never
    divided: it is as high in each year. Months gained are not divided either: few are gained in the
    first year and more in the next.

    Formula:
        r₁ = 1 − (1 − r)^(12 / months)

    Source: Fleurence and Hollenbeak 2007, PharmacoEconomics 25.
    """
    return 1 - (1 - risk) ** (YEAR / months)

"""What a study of this size can show, what size would show a given effect, and what a gap over
years is in one year.
"""

from __future__ import annotations

from math import ceil

POWER, TWO_SIDED = 0.8, 0.05
YEAR = 12


def smallest_effect(se: float, df: float) -> float:
    """The effect, in the unit of `se`, that a study with this standard error finds in four of five
    cases.

    Formula:
        δ = (t_{0.975, df} + t_{0.80, df}) SE

    Source: Bloom 1995, Evaluation Review 19.
    """
    from scipy.special import stdtrit  # scipy is heavy; see interval.py

    return float((stdtrit(df, 1 - TWO_SIDED / 2) + stdtrit(df, POWER)) * se)


def mentees_for(effect: float, *, n: int, se: float, df: float) -> int:
    """How many mentees would show `effect` in four of five cases, if the error falls with the root
    of their number.

    A rough count: it takes the mix of people, mentors and months as it is, and never says less than
    two.

    Formula:
        N = n (δ / effect)²,  δ the smallest effect that n mentees show

    Source: Bloom 1995, Evaluation Review 19.
    """
    return max(ceil(n * (smallest_effect(se, df) / abs(effect)) ** 2), 2)


def candidates_by_lot(effect: float, *, sd: float) -> int:
    """How many candidates, half of them drawn by lot, would show `effect` in four of five cases.

    `sd` is the standard deviation of the outcome between people, in the unit of `effect`. Persons
    are drawn one by one and compared as they are: no matching, nothing taken from earlier values,
    each person counted once.

    Formula:
        N = 4 (z_{0.975} + z_{0.80})² σ² / effect²,  N / 2 in each group

    Source: Lachin 1981, Controlled Clinical Trials 2.
    """
    return 2 * max(ceil(2 * (smallest_effect(1.0, float("inf")) * sd / abs(effect)) ** 2), 1)


def months_until(needed: int, *, n: int, per_month: float, horizon: int) -> int | None:
    """Months until `needed` mentees are paired at the present pace and followed for `horizon`; None
    without a pace.
    """
    if needed <= n:
        return 0
    return None if per_month <= 0 else ceil((needed - n) / per_month) + horizon


def yearly_risk(risk: float, *, months: int) -> float:
    """The chance of the event in one year that gives `risk` over `months`, if every year is alike.

    Before a gap over several years is priced per year, each group's risk is turned into a yearly
    one and the two are then subtracted: the risk of two years is not twice that of one, because who
    has left cannot leave again. What adds up evenly (hours, sales) may be divided by the years
    instead. A level (a score) is never divided: it is as high in each year. Months gained are not
    divided either: few are gained in the first year and more in the next.

    Formula:
        r₁ = 1 − (1 − r)^(12 / months)

    Source: Fleurence and Hollenbeak 2007, PharmacoEconomics 25.
    """
    return 1 - (1 - risk) ** (YEAR / months)

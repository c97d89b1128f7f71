"""What a study of this size can show, and what size would show a given effect. Source: Cohen 1988, chapter 2."""

from __future__ import annotations

from math import ceil

POWER, TWO_SIDED = 0.8, 0.05


def smallest_effect(se: float, df: float) -> float:
    """The effect, in the unit of `se`, that a study with this standard error finds in four of five cases."""
    from scipy.special import stdtrit  # scipy is heavy; see interval.py

    return float((stdtrit(df, 1 - TWO_SIDED / 2) + stdtrit(df, POWER)) * se)


def mentees_for(effect: float, *, n: int, se: float, df: float) -> int:
    """How many mentees would show `effect` in four of five cases, if the error falls with the root of their number.

    A rough count: it takes the mix of people, mentors and months as it is, and never says less than two.
    """
    return max(ceil(n * (smallest_effect(se, df) / abs(effect)) ** 2), 2)


def months_until(needed: int, *, n: int, per_month: float, horizon: int) -> int | None:
    """Months until `needed` mentees are paired at the present pace and followed for `horizon`; None without a pace."""
    if needed <= n:
        return 0
    return None if per_month <= 0 else ceil((needed - n) / per_month) + horizon

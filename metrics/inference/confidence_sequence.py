"""Confidence sequences: intervals that hold at every look together, however often one looks.

A 95 % interval is right in 95 of 100 companies at one look. Looked at every month, it is wrong at
some look far more often. The sequence is wider, and pays for all looks at once.
"""

from __future__ import annotations

import math

from metrics.inference.interval import CONFIDENCE, Interval
from metrics.inference.sample_size import POWER

ALPHA = 1 - CONFIDENCE


def target_information(effect: float, *, alpha: float = ALPHA) -> float:
    """Return the information (1 / variance) at which `effect` is detected in four of five cases.

    It is the moment for which a sequence is made narrowest. `effect` is in the metric's unit and is
    chosen before the data are seen. Raises ValueError for zero and for what is not a number.

    Formula:
        I* = ((z_{1−α/2} + z_{0.80}) / δ)²

    Source: Jennison and Turnbull 2000, Group Sequential Methods, section 3.1.
    """
    from scipy.special import ndtri

    if not math.isfinite(effect) or effect == 0:
        raise ValueError("The effect to aim for must be a number other than zero.")
    return float(((ndtri(1 - alpha / 2) + ndtri(POWER)) / effect) ** 2)


def tuning(information: float, *, alpha: float = ALPHA) -> float:
    """Return ρ, in units of information, for which the boundary is narrowest at `information`.

    The half width in standard errors there is √(1 + x), 3.03 for 95 %, against 1.96 for one look.

    Formula:
        ρ = I* / x  with  x = log((1 + x) / α²), solved by iteration

    Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, Annals of Statistics 52, appendix
    on the choice of ρ; Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of Statistics 49.
    """
    x = 1.0
    for _step in range(100):
        x = math.log((1 + x) / alpha**2)
    return information / x


def boundary(information: float, rho: float, *, alpha: float = ALPHA) -> float:
    """Return how many standard errors the estimate may lie from the truth, at any look.

    With normal increments a line crosses it at some look, ever, with probability α at most.
    `information` is 1 / variance at this look. Infinite without information.

    Formula:
        c(I) = √( (1 + ρ/I) · log((1 + I/ρ) / α²) )

    Source: Robbins 1970, Annals of Mathematical Statistics 41 (normal mixture); Waudby-Smith and
    others 2024, Annals of Statistics 52, theorem 2.2 with ρ there equal to 1/√ρ here.
    """
    if not information > 0:
        return math.inf
    seen = information / rho
    return math.sqrt((1 + 1 / seen) * math.log((1 + seen) / alpha**2))


def confidence_sequence(interval: Interval, *, effect: float, alpha: float = ALPHA) -> Interval:
    """Return the interval that holds at every look together, around the same estimate.

    `interval` is that of this look: its standard error is the root of the sum of squared influence
    by cluster, its `df` the effective clusters less one. `effect`, in the metric's unit, fixes
    where the sequence is narrowest; it must not depend on what was seen. `se` and `df` come back
    as they are; without a finite standard error above zero the bounds are infinite.

    The method is asymptotic: it takes the estimates at successive looks as a sum of independent
    steps with a known variance. That holds for the efficient estimates that the headline resembles
    when nothing but time passes between looks; where records of the past are corrected, or matched
    people change, it is an approximation. With few clusters the variance is not known. The bound is
    therefore carried from the normal to the t distribution with `df`, by equal tail probability, as
    the interval at one look is. That step is a convention without a theorem: in simulation twelve
    looks err in 1 to 3 of 100 companies with 6 to 20 mentors of unequal size, and in 6 of 100 with
    four, whose effective number is below the least for an answer (`tests/calibration/looks.md`).

    Formula:
        estimate ± t_{Φ(c), df} · SE,  c = c(1/SE²) with ρ from I*(effect)

    Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, "Time-uniform central limit theory
    and asymptotic confidence sequences", Annals of Statistics 52.
    """
    estimate = interval.estimate
    if not (math.isfinite(interval.se) and interval.se > 0):
        return Interval(estimate, -math.inf, math.inf, interval.se, interval.df)
    rho = tuning(target_information(effect, alpha=alpha), alpha=alpha)
    half = interval.se * in_t(boundary(1 / interval.se**2, rho, alpha=alpha), interval.df)
    return Interval(estimate, estimate - half, estimate + half, interval.se, interval.df)


def in_t(normal: float, df: float) -> float:
    """Return the t quantile that is exceeded as rarely as the normal quantile `normal`.

    `df` below 1 is taken as 1, as for the interval at one look.
    """
    from scipy.special import ndtr, stdtrit

    if not math.isfinite(normal):
        return math.inf
    if not math.isfinite(df):
        return normal
    return -float(stdtrit(max(df, 1.0), float(ndtr(-normal))))

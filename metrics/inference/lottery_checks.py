"""Checks of a lottery: whether the numbers drawn fit the promised chances, and pseudo-values."""

from __future__ import annotations

import numpy as np

FEWEST_EXPECTED = 5


def binomial_p(drawn: int, n: int, chance: float) -> float:
    """Return the exact two-sided p value of so many drawn out of `n`.

    Formula:
        p = Σ P(X = k) over all k with P(X = k) ≤ P(X = drawn),  X ~ Bin(n, chance)

    Source: Clopper and Pearson 1934, Biometrika 26; the sum over less likely results as in R's
    binom.test.
    """
    from scipy.special import gammaln  # scipy is heavy; see interval.py

    if chance <= 0 or chance >= 1:
        return float(drawn == (0 if chance <= 0 else n))
    k = np.arange(n + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    likely = np.exp(logs + k * np.log(chance) + (n - k) * np.log1p(-chance))
    return float(min(likely[likely <= likely[drawn] * (1 + 1e-7)].sum(), 1.0))


def sample_ratio_p(drawn: np.ndarray, n: np.ndarray, chance: np.ndarray) -> float:
    """Return the p value of the numbers drawn, one entry per group of the draw.

    By chi-square where in every group at least five are expected in each arm; else the smallest of
    the exact p values, times their number (Bonferroni). A small value means that candidates are
    missing from the data or were added. Limit: a draw that fixes the number in each group varies
    less than this supposes, so the check errs on the side of silence.

    Formula:
        χ² = Σ_h (m_h − n_h π_h)² / (n_h π_h (1 − π_h)) on as many degrees of freedom as groups

    Source: Pearson 1900, Philosophical Magazine 50; Fabijan et al. 2019, KDD (sample ratio
    mismatch).
    """
    from scipy.special import chdtrc  # scipy is heavy; see interval.py

    expected = n * chance
    if len(n) and np.all(np.minimum(expected, n - expected) >= FEWEST_EXPECTED):
        statistic = float(np.sum((drawn - expected) ** 2 / (expected * (1 - chance))))
        return float(chdtrc(len(n), statistic))
    exact = [binomial_p(int(m), int(k), float(c)) for m, k, c in zip(drawn, n, chance, strict=True)]
    return float(min(len(exact) * min(exact), 1.0)) if exact else 1.0


def pseudo_months(u: np.ndarray, event: np.ndarray, *, tau: int) -> np.ndarray:
    """Return each person's own contribution to the months without the event in the first `tau`.

    `u` is the follow-up month, 0-based, in which a person's row ends, by the event (1) or censored
    (0). Without censoring before `tau` it is exactly the months lived, min(u + 1, tau); with
    censoring it is the jackknife pseudo-value of the area under the Kaplan-Meier curve of all
    together. That does not look at who was drawn, so a randomisation test of it stays exact under
    no effect. Limit: censoring must not depend on the event to come.

    Formula:
        θ_i = n θ − (n − 1) θ_{−i},  θ the area under the curve up to τ

    Source: Andersen, Hansen and Klein 2004, Lifetime Data Analysis 10.
    """
    end = np.minimum(u.astype(int), tau)
    had = (event == 1) & (end < tau)
    censored = (event == 0) & (end < tau - 1)
    if not censored.any():
        return np.where(had, end + 1, tau).astype(float)
    n = len(end)
    whole = _area(end, had, tau)
    kinds, of_kind = np.unique(2 * end + had, return_inverse=True)
    without = np.empty(len(kinds))
    for kind in range(len(kinds)):
        keep = np.ones(n, dtype=bool)
        keep[np.flatnonzero(of_kind == kind)[0]] = False
        without[kind] = _area(end[keep], had[keep], tau)
    return np.asarray(n * whole - (n - 1) * without[of_kind])


def _area(end: np.ndarray, had: np.ndarray, tau: int) -> float:
    at_risk = np.bincount(end, minlength=tau + 1)[::-1].cumsum()[::-1][:tau]
    events = np.bincount(end[had], minlength=tau + 1)[:tau]
    hazard = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 0)
    return float(1 + np.cumprod(1 - hazard)[:-1].sum())

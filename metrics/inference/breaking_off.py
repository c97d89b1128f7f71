"""The chance that a pairing does not break off, and the weights that stand in for those that do.

A mentee whose pairing breaks off is no longer followed from then on. Mentees like them whose
pairing went on count for more, by the inverse of their chance of going on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.inference.aipw import fit_log_odds

PENALTY = 1.0  # keeps the chance of a level in which no or every pairing broke off finite
MOST_HAZARD = float(-np.log(0.1))


def breakoff_hazard(
    x: np.ndarray, went_on: np.ndarray, broke_off: Sequence[np.ndarray]
) -> np.ndarray:
    """Return per pattern the hazard of breaking off in a month, for any reason.

    `x` (patterns x columns, the first of ones) describes the patterns of months; `went_on` counts
    the months of each in which the pairing went on, each array of `broke_off` those in which it
    broke off for one reason. Each reason has a model of its own against going on, which together
    are the multinomial model. Zero where no pairing broke off; at most -ln(0.1).

    Formula:
        H = −ln P(goes on),  P(goes on) = 1 / (1 + Σ_r exp(x β_r))
        β_r: logistic model of breaking off for reason r against going on, ridge penalty 1

    Source: Begg and Gray 1984, Biometrika 71.
    """
    odds = np.zeros(len(went_on))
    if not went_on.sum():
        return np.full(len(went_on), MOST_HAZARD)
    for months in broke_off:
        if months.sum():
            log_odds = fit_log_odds(x, months, went_on, ridge=PENALTY)
            odds += np.exp(np.minimum(log_odds, 50.0))
    return np.minimum(np.log1p(odds), MOST_HAZARD)


def lasting_share(n: np.ndarray, ended: np.ndarray) -> np.ndarray:
    """Return the share of pairings that had not broken off after each month, by Kaplan-Meier.

    `n` counts the mentees followed in a month since pairing whose pairing had not broken off
    before, `ended` those of them whose pairing breaks off in it. The share is the same for everyone
    in a month, so it does not move the hazards; it keeps the weights near 1.

    Formula:
        G_j = Π_{i≤j} (1 − ended_i / n_i)
        weight of a mentee in follow-up month k = min(10, G_{j} / exp(−Σ_{i≤j} H_i)),
        j the month since pairing before follow-up month k

    Source: Robins and Finkelstein 2000, Biometrics 56; Hernán and Robins 2017, New England Journal
    of Medicine 377.
    """
    gone = np.divide(ended, n, out=np.zeros(len(n)), where=n > 0)
    return np.cumprod(1 - gone)

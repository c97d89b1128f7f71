"""Expected number of moves by destination, at the pace of comparable others."""

from __future__ import annotations

import numpy as np

from metrics.inference.survival import Curve

NOBODY = 1e-12


def expected_moves(mentees: Curve, others: Curve, events: np.ndarray) -> np.ndarray:
    """Return the expected number of moves to each destination at the pace of the others.

    They are the moves of as many people as there are mentees, followed for as long. `events` holds
    the weighted events of the others, destinations x months, and adds up to `others.events`. NaN
    where no other was ever at risk. In a month without others at risk their pace over all months is
    used.

    Formula:
        E_d = n Σ_k G_k S_{k−1} h_{dk},  h_{dk} = events of others to d in month k / others at risk,
        S_k = Π_{j≤k} (1 − Σ_d h_{dj}),
        G_k = the share of mentees not yet lost (left, end of the data) before month k
        with the mentees' own events E_d is the number of them who moved,
        so both count over the same follow-up

    Source: standardisation by the follow-up of the other arm; Andersen, Geskus, de Witte and Putter
    2012, International Journal of Epidemiology 41, for rates by destination.
    """
    total = others.at_risk.sum()
    if total <= NOBODY:
        return np.full(len(events), np.nan)
    usual = events.sum(axis=1, keepdims=True) / total
    observed = others.at_risk > NOBODY
    pace = np.where(observed, events / np.where(observed, others.at_risk, 1.0), usual)
    staying = np.concatenate([[1.0], np.cumprod(1 - pace.sum(axis=0))[:-1]])
    return mentees.at_risk[0] * (pace * staying * follow_up_share(mentees)).sum(axis=1)


def follow_up_share(mentees: Curve) -> np.ndarray:
    """Return the share not lost to follow-up before each month.

    By product limit; an event is no loss.
    """
    left = mentees.at_risk[:-1] - mentees.events[:-1]
    kept = np.divide(mentees.at_risk[1:], left, out=np.ones(len(left)), where=left > NOBODY)
    return np.concatenate([[1.0], np.cumprod(kept)])

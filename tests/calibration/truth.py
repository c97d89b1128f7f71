"""What an answer should have been, computed from the chances that the simulation itself used."""

from __future__ import annotations

import numpy as np

from metrics.warehouse.engine import Session
from tests.calibration.company import Company, Scenario, points_gained, strength

NODES = 9  # Gauss-Hermite nodes for the average over mentors


def months_gained(
    company: Company, scenario: Scenario, compared: np.ndarray, horizon: int
) -> float:
    """The expected months employed in the first `horizon` after pairing, mentored less not
    mentored.

    Averaged over the mentees who were `compared` (their numbers), each with their own chances of
    leaving from the month after pairing on, given that they are still there when it begins, and
    over all mentors they could have had."""
    mentees = company.people.of(compared)
    months = company.paired[compared] + 1 + np.arange(horizon)[:, None]
    without = mentees.exit_rate(months, scenario)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    share = strength(scenario, 1 + np.arange(horizon))
    ratios = scenario.hazard_ratio * np.exp(scenario.mentor_hazard_sd * nodes)
    mentored = (
        sum(
            w * _months(without * ratio ** share[:, None])
            for w, ratio in zip(weights, ratios, strict=True)
        )
        / weights.sum()
    )
    return float(np.mean(mentored - _months(without)))


def log_rate_ratio(scenario: Scenario) -> float:
    """The logarithm of the ratio by which being mentored changes the chance to leave, averaged over
    mentors."""
    return float(np.log(scenario.hazard_ratio) + scenario.mentor_hazard_sd**2 / 2)


def points_gained_in(session: Session, scenario: Scenario) -> float:
    """The expected gain in a score, over the reviews of mentees that the answer in the session was
    made of."""
    of_mentees = (
        "select t - g, count(*) from difference where treated = 1 and t >= g group by t - g"
    )
    since, n = np.array(session.rows(of_mentees), dtype=int).T
    return float(np.average(points_gained(scenario, since), weights=n))


def _months(exit_rate: np.ndarray) -> np.ndarray:
    employed = np.cumprod(1 - exit_rate, axis=0)
    return 1 + employed[:-1].sum(axis=0)

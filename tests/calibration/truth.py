"""What an answer should have been, computed from the chances that the simulation itself used."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from metrics.warehouse.engine import Session
from tests.calibration.people import Company, People, Scenario, effects, points_gained, strength

NODES = 9  # Gauss-Hermite nodes for the average over mentors


@dataclass(frozen=True)
class Staying:
    """The expected months employed of each mentee, and the chance of being there at the end."""

    months: np.ndarray
    share: np.ndarray


def months_gained(
    company: Company, scenario: Scenario, compared: np.ndarray, horizon: int
) -> float:
    """The expected months employed in the first `horizon` after pairing, mentored less not
    mentored.

    Averaged over the mentees who were `compared` (their numbers), each with their own chances of
    leaving from the month after pairing on, given that they are still there when it begins, over
    the departments they may move to, over when their mentor leaves, and over all mentors they could
    have had."""
    mentored, without = _both(company, scenario, compared, horizon)
    return float(np.mean(mentored.months - without.months))


def share_gained(company: Company, scenario: Scenario, compared: np.ndarray, horizon: int) -> float:
    """The same for the share of them who are still employed after `horizon` months."""
    mentored, without = _both(company, scenario, compared, horizon)
    return float(np.mean(mentored.share - without.share))


def log_rate_ratio(scenario: Scenario) -> float:
    """The logarithm of the ratio by which being mentored changes the chance to leave, averaged over
    mentors; NaN where it differs between people or months."""
    if not scenario.hazard_ratio_is_one_number:
        return float("nan")
    return float(np.log(scenario.hazard_ratio) + scenario.mentor_hazard_sd**2 / 2)


def points_gained_in(session: Session, company: Company, scenario: Scenario) -> float:
    """The expected gain in a score, over the reviews of mentees that the answer in the session was
    made of."""
    of_mentees = (
        "select cast(substr(person_id, 2) as int) as i, t - g as since from panel_compared "
        "where treated = 1"
    )
    reviews = session.table(of_mentees)
    _log_ratio, full = effects(company, scenario, reviews["i"].astype(int))
    return float(np.mean(points_gained(full, reviews["since"].astype(int))))


def _both(
    company: Company, scenario: Scenario, compared: np.ndarray, horizon: int
) -> tuple[Staying, Staying]:
    """With mentoring, averaged over mentors, and without."""
    log_ratio, _points = effects(company, scenario, compared)
    spread = scenario.mentor_hazard_sd
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES if spread else 1)
    mentored = [
        _staying(company, scenario, compared, horizon, log_ratio + spread * node) for node in nodes
    ]
    without = _staying(company, scenario, compared, horizon, np.zeros(len(compared)))
    average = Staying(
        np.average([one.months for one in mentored], axis=0, weights=weights),
        np.average([one.share for one in mentored], axis=0, weights=weights),
    )
    return average, without


def _staying(
    company: Company, scenario: Scenario, compared: np.ndarray, horizon: int, log_ratio: np.ndarray
) -> Staying:
    """Forward from month to month: the chance of being there, by whether the mentor still is and by
    department."""
    mentees, paired = company.people.of(compared), company.paired[compared]
    places = _departments(company, scenario, compared)
    n_places = len(places)
    there = np.zeros((2, n_places, len(compared)))  # mentor gone or not, department, mentee
    now = company.department_in(company.paired)[compared]
    for place, department in enumerate(places):
        there[1, place] = department == now
    move = _moving(scenario, n_places)
    _mentor_leaves(company, scenario, compared, paired, there)
    share = strength(scenario, 1 + np.arange(horizon))
    months = np.zeros(len(compared))
    for k in range(horizon):
        month = paired + 1 + k
        there = np.einsum("pq,mqi->mpi", move, there)
        months += there.sum(axis=(0, 1))
        for place, department in enumerate(places):
            rate = replace(mentees, department=department).exit_rate(month, scenario)
            there[0, place] *= 1 - rate
            there[1, place] *= 1 - rate * np.exp(log_ratio * share[k])
        _mentor_leaves(company, scenario, compared, month, there)
    return Staying(months, there.sum(axis=(0, 1)))


def _departments(company: Company, scenario: Scenario, compared: np.ndarray) -> list[np.ndarray]:
    """The departments that the mentees can be in; only their own where nobody moves."""
    if not scenario.moves:
        return [company.people.department[compared]]
    return [np.full(len(compared), place) for place in range(scenario.departments)]


def _moving(scenario: Scenario, n: int) -> np.ndarray:
    """The chances to go from one department to another at the beginning of a month."""
    if n == 1:
        return np.ones((1, 1))
    away = scenario.moves / (n - 1)
    return np.where(np.eye(n, dtype=bool), 1 - scenario.moves, away)


def _mentor_leaves(
    company: Company,
    scenario: Scenario,
    compared: np.ndarray,
    month: np.ndarray,
    there: np.ndarray,
) -> None:
    """Move the share whose mentor leaves in that month to those without one, in place."""
    if company.staff_mentor is None:
        return
    mentors: People = company.people.of(company.staff_mentor[compared])
    leave = there[1] * mentors.exit_rate(month, scenario)
    there[1] -= leave
    there[0] += leave

"""Weights that give the comparison group the mentees' margins, row by row on a dense matrix."""

from __future__ import annotations

import numpy as np

from .trials import TrialRow

PENALTY = 0.001


def matched(rows: list[TrialRow]) -> tuple[list[TrialRow], list[float], int]:
    """The rows that are compared, their weights, and the number of their patterns."""
    kept = _with_both_arms(rows)
    if not kept:
        return [], [], 0
    x = indicators(kept)
    arm = np.array([row.arm for row in kept])
    target = x[arm == 1].sum(axis=0)
    penalties = np.r_[0.0, np.full(x.shape[1] - 1, PENALTY * (arm == 1).sum())]
    coefficient = np.zeros(x.shape[1])
    coefficient[0] = np.log((arm == 1).sum() / (arm == 0).sum())
    others = x[arm == 0]
    for _ in range(3000):
        weight = np.exp(others @ coefficient)
        gradient = others.T @ weight - target + penalties * coefficient
        hessian = others.T @ (others * weight[:, None]) + np.diag(penalties)
        step = np.linalg.solve(hessian, gradient)
        largest = np.abs(step).max()
        coefficient = coefficient - step * min(1.0, 1.0 / largest if largest else 1.0)
        if largest < 1e-13:
            break
    weights = np.where(arm == 1, 1.0, np.exp(x @ coefficient))
    return kept, weights.tolist(), len({row.margins for row in kept})


def adjusted(rows: list[TrialRow], weights: list[float], psi: list[float]) -> list[float]:
    """The influence of each row when the weights are estimated, from that with known weights."""
    x = indicators(rows)
    arm = np.array([row.arm for row in rows])
    w = np.array(weights)
    known = np.array(psi)
    others = arm == 0
    penalties = np.r_[0.0, np.full(x.shape[1] - 1, PENALTY * (arm == 1).sum())]
    hessian = x[others].T @ (x[others] * w[others][:, None]) + np.diag(penalties)
    added = x @ np.linalg.solve(hessian, x[others].T @ known[others])
    return (known + np.where(others, -w * added, added)).tolist()


def indicators(rows: list[TrialRow]) -> np.ndarray:
    """A column of ones, and one for each level of each margin."""
    columns = [np.ones(len(rows))]
    for key in range(len(rows[0].margins)):
        levels = sorted({row.margins[key] for row in rows}, key=str)
        columns += [
            np.array([float(row.margins[key] == level) for row in rows]) for level in levels
        ]
    return np.column_stack(columns)


def _with_both_arms(rows: list[TrialRow]) -> list[TrialRow]:
    """Rows of which every level of every margin is there in both arms, until nothing changes."""
    kept = rows
    while True:
        before = len(kept)
        for key in range(len(rows[0].margins) if rows else 0):
            arms = [{row.margins[key] for row in kept if row.arm == arm} for arm in (0, 1)]
            kept = [row for row in kept if row.margins[key] in arms[0] & arms[1]]
        if len(kept) == before:
            return kept

"""The cross-checks for a panel a second time: loops over the persons' values, none of the product's
SQL."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean

import numpy as np
from scipy import stats


def changes(y, own, paired, where, *, base, times, controls):
    """(g, t) -> ({mentee: change}, {other: change}), where a change is the value at t less the mean
    of the base."""
    found = {}
    wanted = [
        p for p in own if own[p] is not None and paired[p][1] == where.get("category", paired[p][1])
    ]
    for g in sorted({own[p] for p in wanted}):
        for e in times:
            t = g + e
            have = {
                p: y[p][t] - fmean(y[p][g + b] for b in base if g + b in y[p])
                for p in y
                if t in y[p] and any(g + b in y[p] for b in base)
            }
            mentees = {p: have[p] for p in have if p in wanted and own[p] == g}
            others = {
                p: have[p]
                for p in have
                if own[p] is None or (controls == "not yet" and own[p] > max(g, t))
            }
            if mentees and others:
                found[g, t] = mentees, others
    return found


def estimated(cells, paired):
    """The average over mentees and half of its interval, the wider of clusters of mentors and
    persons."""
    whole = sum(len(mentees) for mentees, _ in cells.values())
    estimate, influence, weight = 0.0, defaultdict(float), defaultdict(float)
    for mentees, others in cells.values():
        share, mean1, mean0 = len(mentees) / whole, fmean(mentees.values()), fmean(others.values())
        estimate += share * (mean1 - mean0)
        for p, change in mentees.items():
            influence[p] += share * (change - mean1) / len(mentees)
            weight[p] += 1 / whole
        for p, change in others.items():
            influence[p] -= share * (change - mean0) / len(others)
    halves = []
    for by_mentor in (True, False):
        psi, held = defaultdict(float), defaultdict(float)
        for p, value in influence.items():
            mentor = paired.get(p, (None,))[0] if by_mentor else None
            cluster = ("mentor", mentor) if mentor else p
            psi[cluster] += value
            held[cluster] += weight.get(p, 0.0)
        variance = sum((psi[c] / (1 - held[c])) ** 2 for c in psi)
        df = max(1 / sum(share**2 for share in held.values()) - 1, 1)
        halves.append(stats.t.ppf(0.975, df) * np.sqrt(variance))
    return estimate, max(halves)


def kept(values: list[float], share: float, *, lowest: bool) -> float:
    """The mean of the lowest (or highest) share of values, the one at the edge counted in part."""
    left, total = len(values) * share, 0.0
    for value in sorted(values, reverse=not lowest):
        total += value * min(1.0, max(0.0, left))
        left -= 1
    return total / (len(values) * share)

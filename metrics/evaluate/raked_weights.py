"""The weights of the comparison group in a session: raked to the mentees' margins.

What the estimated weights add to the influence of a row is made here too, so that the interval
accounts for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics import comparison
from metrics.comparison import own_keys, subgroups
from metrics.comparison.similarity import MARGINS
from metrics.inference.raking import Raking, margins, rake
from metrics.warehouse.engine import Session

Columns = Mapping[str, np.ndarray]


def keep_matched(session: Session) -> Raking:
    """Keep the rows that are compared, with their weights, as `matched`; return the weights.

    Each of the question's own keys is one more margin.
    """
    patterns = comparison.trial_patterns(session)
    raking = _rake(session, patterns)
    comparison.keep_matched(session, _weights(patterns["pattern"], raking))
    return raking


def influence(
    session: Session, raking: Raking, coefficients: Sequence[Sequence[object]]
) -> dict[str, np.ndarray]:
    """Return per person their influence on each of `comparison.ESTIMATES`, and their weights.

    `coefficients` are (arm, u, event, influence per unit of weight on each estimate, with the
    weights taken as known).
    """
    others = comparison.pattern_others(session, coefficients)
    sums = np.zeros((len(raking.kept), len(comparison.ESTIMATES)))
    rows = others["pattern"].astype(int) - 1
    for column, name in enumerate(comparison.ESTIMATES):
        sums[rows, column] = others[name]
    added = raking.adjustment(sums)
    return comparison.trial_influence(
        session, [(int(i) + 1, *added[i].tolist()) for i in np.flatnonzero(raking.kept)]
    )


class SubgroupWeights:
    """The weights of the comparison group in each part of a question, made within the part."""

    def __init__(self, session: Session) -> None:
        """Make the weights from the entrants of the session (`subgroup_entrant`)."""
        self._session = session
        patterns = subgroups.trial_patterns(session)
        self._numbers: dict[int, np.ndarray] = {}
        self._rakings: dict[int, Raking] = {}
        for part in np.unique(patterns["part"]):
            rows = patterns["part"] == part
            self._numbers[int(part)] = patterns["pattern"][rows].astype(int)
            self._rakings[int(part)] = _rake(
                session, {name: column[rows] for name, column in patterns.items()}
            )

    def counts(self) -> dict[str, np.ndarray]:
        """Return the weighted and plain rows by part, arm, u and event."""
        weights = []
        for part, raking in self._rakings.items():
            weights += _weights(self._numbers[part], raking)
        return subgroups.trial_counts(self._session, weights)

    def influence(self, coefficients: Sequence[Sequence[object]]) -> dict[str, np.ndarray]:
        """Return per person their influence, and their weights in each part and arm.

        `coefficients` are (part, arm, u, event, influence per unit of weight, with the weights
        taken as known).
        """
        others = subgroups.pattern_others(self._session, coefficients)
        sums = dict(zip(others["pattern"].astype(int).tolist(), others["influence"], strict=True))
        adjustments: list[tuple[int, float]] = []
        for part, raking in self._rakings.items():
            numbers = self._numbers[part].tolist()
            of_part = np.array([sums.get(number, 0.0) for number in numbers])
            added = raking.adjustment(of_part[:, None])[:, 0]
            adjustments += [(numbers[i], float(added[i])) for i in np.flatnonzero(raking.kept)]
        return subgroups.trial_people(self._session, adjustments)


def _rake(session: Session, patterns: Columns) -> Raking:
    own = own_keys.levels_of(session, patterns["own_stratum"])
    keys = margins([*(patterns[key] for key in MARGINS), *own.values()])
    return rake(keys, patterns["n1"], patterns["n0"])


def _weights(numbers: np.ndarray, raking: Raking) -> list[tuple[int, float]]:
    return [(int(numbers[i]), float(raking.weight[i])) for i in np.flatnonzero(raking.kept)]

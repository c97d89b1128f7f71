"""The weights of the comparison group in a session: raked to the mentees' margins.

What the estimated weights add to the influence of a row is made here too, so that the interval
accounts for them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics import comparison
from metrics.comparison import own_keys
from metrics.comparison.similarity import MARGINS
from metrics.inference.raking import Raking, margins, rake
from metrics.warehouse.engine import Session


def keep_matched(session: Session) -> Raking:
    """Keep the rows that are compared, with their weights, as `matched`; return the weights.

    Each of the question's own keys is one more margin.
    """
    patterns = comparison.trial_patterns(session)
    own = own_keys.levels_of(session, patterns["own_stratum"])
    keys = margins([*(patterns[key] for key in MARGINS), *own.values()])
    raking = rake(keys, patterns["n1"], patterns["n0"])
    number = patterns["pattern"].astype(int)
    comparison.keep_matched(
        session,
        [(int(number[i]), float(raking.weight[i])) for i in np.flatnonzero(raking.kept)],
    )
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

"""Panels with covariates: the doubly robust difference in differences of what a session holds.

Which values before pairing are the base, and which are covariates, was chosen by simulation
(`metrics/comparison/README.md`, "Panel with covariates").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.comparison import adjusted_panel as steps
from metrics.evaluate.panel import interval
from metrics.inference.adjusted_difference import PatternSums, adjusted_difference, comparable
from metrics.inference.aipw import design_matrix
from metrics.inference.interval import Interval
from metrics.warehouse.engine import Session

CATEGORIES = ("department", "grade", "tenure_band")
FIFTHS = ("last_fifth", "before_fifth")


@dataclass(frozen=True)
class AdjustedPanel:
    """The adjusted effect and who it is based on.

    `mentees` and `controls` were compared, in `ess1` independent groups by mentor; `left_out`
    values of mentees had no comparable colleague.
    """

    interval: Interval
    mentees: int
    controls: int
    ess1: float
    left_out: int


def adjusted_panel(session: Session) -> AdjustedPanel | None:
    """Return the adjusted effect; None where nobody can be compared.

    The change is the value less the mean of g-5 to g-3. Both models hold department, grade and
    tenure band; that of the change the values of g-1 and g-2, that of who is a mentee the fifths in
    which these lie (its log-odds are linear in them). A missing value is a category of its own.
    Call it in a session that holds `observed`, as after an answer.
    """
    counts = steps.adjusted_counts(session)
    if not len(counts["n"]):
        return None
    sums = _sums(counts)
    outcome, share = _columns(counts)
    keep = comparable(sums, outcome, share)
    if not keep.any():
        return None
    mentee = counts["treated"] == 1
    found = adjusted_difference(sums.where(keep), outcome[keep], share[keep])
    keys = [counts[name][keep] for name in ("g", "t", "treated", "pattern")]
    values = [getattr(found, name) for name in steps.COEFFICIENTS]
    people = steps.adjusted_influence(
        session,
        list(zip(*keys, *values, strict=True)),
        [*found.slope, *found.lever_slope],
    )
    effect, ess1, controls = interval(people, found.estimate)
    return AdjustedPanel(
        effect,
        int(np.sum(people["weight1"] > 0)),
        controls,
        ess1,
        int(counts["n"][mentee & ~keep].sum()),
    )


def _sums(counts: dict[str, np.ndarray]) -> PatternSums:
    cell = np.unique(np.stack([counts["g"], counts["t"]]), axis=1, return_inverse=True)[1].ravel()
    first = np.stack([counts["x1x1"], counts["x1x2"]], axis=1)
    second = np.stack([counts["x1x2"], counts["x2x2"]], axis=1)
    return PatternSums(
        cell=cell,
        treated=counts["treated"].astype(int),
        n=counts["n"],
        y=counts["y"],
        yy=counts["yy"],
        x=np.stack([counts["x1"], counts["x2"]], axis=1),
        xy=np.stack([counts["x1y"], counts["x2y"]], axis=1),
        xx=np.stack([first, second], axis=1),
    )


def _columns(counts: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the columns of the model of the change, and of that of who is a mentee."""
    fifths = np.column_stack([counts[name] for name in FIFTHS]).astype(float)
    missing = [counts[name] == 0 for name in FIFTHS]
    outcome = design_matrix([*(counts[name] for name in CATEGORIES), *missing])[:, 1:]
    return outcome, np.column_stack([outcome, fifths])

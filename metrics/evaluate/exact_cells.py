"""Months gained by matching on exact cells: mentees against people equal on all keys at once.

Unlike the weights of the headline, exact cells balance interactions of the keys too. They leave out
mentees without an equal colleague, and their estimate varies more.
"""

from __future__ import annotations

from metrics.comparison import cross_checks as steps
from metrics.evaluate.clustered_estimate import ClusteredEstimate, clustered_estimate
from metrics.inference.survival import kaplan_meier, rmst_gradient, row_influence
from metrics.warehouse.engine import Session


def months_gained(session: Session, months: int) -> ClusteredEstimate | None:
    """Return the months gained in the first `months`; None where no cell holds both arms.

    Call it in the session that gave the answer; keeps `cell_matched`.
    """
    life = steps.cell_life(session)
    if not len(life["u"]):
        return None
    curves = {}
    for arm in (1, 0):
        rows = life["arm"] == arm
        columns = (life[name][rows] for name in ("u", "event", "weight", "n"))
        curves[arm] = kaplan_meier(*columns, tau=months)
    longest = int(life["u"].max()) + 1
    coefficients = []
    for arm, curve in curves.items():
        gradient = rmst_gradient(curve, months)
        for event in (0, 1):
            influence = row_influence(curve, gradient, event=event, arm=arm, months=longest)
            coefficients += [(arm, u, event, float(influence[u])) for u in range(longest)]
    people = steps.cell_influence(session, coefficients)
    gained = curves[1].rmst(months) - curves[0].rmst(months)
    return clustered_estimate(gained, people["influence"], people)

"""A group against the rest, asked as the product asks it."""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.comparison import subgroups as steps
from metrics.evaluate import evaluate, subgroup_contrast
from metrics.warehouse.engine import Session


def split(
    session: Session, metric: Metric, **conditions: object
) -> subgroup_contrast.SubgroupContrast:
    """The effect among those who meet the conditions, less that among the others."""
    answer = evaluate(metric, session)
    steps.keep_entrants(session, metric.shape)
    steps.split_by_group(session, conditions)
    return subgroup_contrast.contrast_subgroups(session, answer)

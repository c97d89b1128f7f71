"""The analyst's room: one `.sql` and one `.py` per metric. See README.md in this folder."""

from metrics.catalog.metric import SHAPES, Metric, MetricError
from metrics.catalog.portable import portability_faults
from metrics.catalog.read import (
    catalogue,
    control_of,
    definition_of,
    outdated_names,
    scan,
    tables_read,
    version_of,
)

__all__ = [
    "Metric",
    "MetricError",
    "SHAPES",
    "catalogue",
    "control_of",
    "definition_of",
    "outdated_names",
    "portability_faults",
    "scan",
    "tables_read",
    "version_of",
]

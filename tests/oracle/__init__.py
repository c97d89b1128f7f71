"""The answers of the retention and performance pages, computed a second time.

Written from `metrics/comparison/README.md` and nothing else, with loops over persons and months. It
shares no line with the product: where both agree to the ninth decimal they are right, or misread
the same sentence."""

from .clusters import Estimate
from .company import Company, read_company
from .performance import Performance, panel, performance
from .retention import LifeTable, Retention, TimeToEvent, retention, time_to_event

__all__ = [
    "Company",
    "Estimate",
    "LifeTable",
    "Performance",
    "Retention",
    "TimeToEvent",
    "panel",
    "performance",
    "read_company",
    "retention",
    "time_to_event",
]

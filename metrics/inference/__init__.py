"""Estimates and intervals: pure numpy on small tables of counts, without SQL."""

from metrics.inference.funnel import funnel_limits

__all__ = [
    "funnel_limits",
]

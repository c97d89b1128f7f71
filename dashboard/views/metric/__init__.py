"""A metric: its answer by shape, the evidence, the method, and the career moves behind it."""

from dashboard.views.metric.page import show

__all__ = ["show"]

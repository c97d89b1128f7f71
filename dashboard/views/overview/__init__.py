"""The overview: does it pay, where next, what to pay, and how certain is that."""

from dashboard.views.overview.page import QUESTION, show

__all__ = ["QUESTION", "show"]

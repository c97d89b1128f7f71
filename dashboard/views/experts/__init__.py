"""Hidden experts: how many there are, where, and how much they retain."""

from dashboard.views.experts.page import QUESTION, show

__all__ = ["QUESTION", "show"]

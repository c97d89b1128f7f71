"""The best use of a budget: the page, one piece a file."""

from dashboard.views.portfolio.page import QUESTION, show

__all__ = ["QUESTION", "show"]

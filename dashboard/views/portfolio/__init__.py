"""The best use of a budget: the page, its form, and the choice."""

from dashboard.views.portfolio.page import QUESTION, show

__all__ = ["QUESTION", "show"]

"""Priorities: which category to start with, and one category's narrow problem and case."""

from dashboard.views.categories.page import QUESTION, show

__all__ = ["QUESTION", "show"]

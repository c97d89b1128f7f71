"""A fair lottery where more people want a mentor than mentors have room for."""

from dashboard.views.lottery.page import QUESTION, show

__all__ = ["QUESTION", "show"]

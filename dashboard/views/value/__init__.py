"""The value of mentoring: its return, its cost, and the consultant equivalent."""

from dashboard.views.value.page import QUESTION, show

__all__ = ["QUESTION", "show"]

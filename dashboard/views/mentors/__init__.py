"""Who can mentor, whether their hours suffice, and whom to pair with whom."""

from dashboard.views.mentors.page import QUESTION, show

__all__ = ["QUESTION", "show"]

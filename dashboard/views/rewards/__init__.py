"""What to pay mentors: the page, one piece a file."""

from dashboard.views.rewards.page import QUESTION, show

__all__ = ["QUESTION", "show"]

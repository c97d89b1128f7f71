"""What to pay mentors: the page, one piece a file."""

from dashboard.views.rewards.page import show

__all__ = ["show"]

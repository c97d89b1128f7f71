"""Where to start: which category earned attention, and of one category its narrow problem, its case and its cost."""

from dashboard.views.categories.page import show

__all__ = ["show"]

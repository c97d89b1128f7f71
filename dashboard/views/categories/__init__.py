"""Where to start: which category earned attention, and of one category its narrow problem, its case
and its cost.
"""

from dashboard.views.categories.page import QUESTION, show

__all__ = ["QUESTION", "show"]

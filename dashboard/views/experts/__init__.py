"""Hidden experts: that they exist, where, and how much they keep; who they are only for a role that
may see it.
"""

from dashboard.views.experts.page import QUESTION, show

__all__ = ["QUESTION", "show"]

"""Analysis plans: what was said before the data came, what came, and freezing the next one."""

from dashboard.views.analysis_plan.page import show

__all__ = ["show"]

"""The pages, one file each. A metric's page follows from its shape."""

from dashboard.views.categories import show as categories
from dashboard.views.data import show as data
from dashboard.views.experts import show as experts
from dashboard.views.fault import show_fault as fault
from dashboard.views.mentors import show as mentors
from dashboard.views.overview import show as overview
from dashboard.views.panel import show as panel
from dashboard.views.portfolio import show as portfolio
from dashboard.views.rewards import show as rewards
from dashboard.views.time_to_event import show as time_to_event
from dashboard.views.total import show as total
from dashboard.views.value import show as value

SHAPES = {"time to event": time_to_event, "panel": panel, "total": total}

__all__ = ["SHAPES", "categories", "data", "experts", "fault", "mentors", "overview", "portfolio", "rewards", "value"]

"""What a budget buys, what comes next with more, and why each of the others lost."""

from dashboard.views.choice.bought import headline, range_of, say_smallest, show_chosen
from dashboard.views.choice.losers import show_losers
from dashboard.views.choice.more import show_next
from dashboard.views.choice.rewards import REWARDS, reward

__all__ = [
    "REWARDS",
    "headline",
    "range_of",
    "reward",
    "say_smallest",
    "show_chosen",
    "show_losers",
    "show_next",
]

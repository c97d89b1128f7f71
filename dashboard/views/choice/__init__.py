"""What a budget buys, what comes next with more, and why each of the others lost."""

from dashboard.text.portfolio_text import downside_line, headline
from dashboard.views.choice.bought import say_smallest, show_chosen
from dashboard.views.choice.losers import show_losers
from dashboard.views.choice.more import show_next
from dashboard.views.choice.rewards import REWARDS, reward

__all__ = [
    "REWARDS",
    "headline",
    "downside_line",
    "reward",
    "say_smallest",
    "show_chosen",
    "show_losers",
    "show_next",
]

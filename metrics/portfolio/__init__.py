"""The best use of a budget: options, choices, other budgets, and why an option lost."""

from metrics.portfolio.choice import Choice, ChoiceTerms, LimitUse, choose, pose_problem
from metrics.portfolio.frontier import (
    NextChoice,
    RejectedOption,
    budget_frontier,
    next_choice,
    rejected_options,
)
from metrics.portfolio.options import (
    CENT,
    CategoryLimits,
    ChosenOption,
    PortfolioOption,
    price_options,
)

__all__ = [
    "CENT",
    "CategoryLimits",
    "Choice",
    "ChoiceTerms",
    "ChosenOption",
    "LimitUse",
    "NextChoice",
    "PortfolioOption",
    "RejectedOption",
    "budget_frontier",
    "choose",
    "next_choice",
    "pose_problem",
    "price_options",
    "rejected_options",
]

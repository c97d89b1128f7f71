"""The pages, one file or folder each: how each is called, what it answers, and what draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.session.page_context import PageContext
from dashboard.views import (
    analysis_plan,
    categories,
    data,
    experts,
    lottery,
    mentors,
    metric,
    overview,
    portfolio,
    rewards,
    value,
)
from dashboard.views.empty_states import show_fault
from metrics.i18n import N_

__all__ = ["VIEWS", "View", "metric", "show_fault"]


@dataclass(frozen=True)
class View:
    """A page; `question` is "" for one that needs no data."""

    title: str
    question: str
    show: Callable[[PageContext], None]


VIEWS = {
    "overview": View(N_("Overview"), overview.QUESTION, overview.show),
    "value": View(N_("Value"), value.QUESTION, value.show),
    "categories": View(N_("Priorities"), categories.QUESTION, categories.show),
    "experts": View(N_("Hidden experts"), experts.QUESTION, experts.show),
    "mentors": View(N_("Mentors"), mentors.QUESTION, mentors.show),
    "lottery": View(N_("Lottery"), lottery.QUESTION, lottery.show),
    "rewards": View(N_("Rewards"), rewards.QUESTION, rewards.show),
    "portfolio": View(N_("Portfolio"), portfolio.QUESTION, portfolio.show),
    "analysis_plan": View(N_("Analysis plan"), "", analysis_plan.show),
    "data": View(N_("Data"), "", data.show),
}

"""The rewards of the menu, and what each is called."""

from __future__ import annotations

from metrics.i18n import N_, Locale
from metrics.rewards import RewardPlan

REWARDS = {
    "nothing": (N_("no reward"), RewardPlan()),
    "thanks": (N_("a public thank-you"), RewardPlan("recognition")),
    "lunch": (N_("a lunch of € 25"), RewardPlan("lunch", 25.0)),
    "gift": (N_("a gift of € 75"), RewardPlan("gift", 75.0)),
    "time_off": (N_("time off worth € 300"), RewardPlan("time_off", 300.0)),
    "bonus_500": (N_("a bonus of € 500"), RewardPlan("cash", 500.0)),
    "bonus_1000": (N_("a bonus of € 1,000"), RewardPlan("cash", 1_000.0)),
    "training": (N_("a paid training course of € 1,500"), RewardPlan("training", 1_500.0)),
}


def reward(name: str, _: Locale) -> str:
    """What a reward of the menu is called."""
    return _(REWARDS[name][0]).replace("€ ", "€\u00a0")

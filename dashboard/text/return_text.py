"""What the ranges of the return per euro cover, in sentences."""

from __future__ import annotations

from dashboard.text.quantities import certainty
from metrics.disclosure import ReleasedReturn
from metrics.i18n import N_, Locale

SURE = N_("{sure} that it pays, counting sampling and assumptions")
SURE_WITH_TRAIT = N_(
    "{sure} that it pays, counting sampling and assumptions ({with_trait} if a hidden trait also "
    "flattered the result)"
)
WIDER = N_(
    "Bar: sampling and assumptions. Thin line: also a hidden trait as strong as the last review "
    "({low} to {high} per euro)."
)
WHAT_IT_IS = N_(
    "A hidden trait is one that nobody recorded, and that decides both who gets a mentor and who "
    "does well. How strong the last review is in both is measured in your own data."
)
NO_WIDER = N_(
    "The range covers sampling and assumptions, not traits that nobody recorded: there is no "
    "recorded trait to measure these by."
)


def how_sure(returned: ReleasedReturn, _: Locale) -> str:
    """Return how sure it is that mentoring pays, what that covers, and the figure with a trait."""
    sure = certainty(returned.pays, _)
    if returned.hidden_trait is None:
        return _(SURE, sure=sure)
    return _(SURE_WITH_TRAIT, sure=sure, with_trait=certainty(returned.hidden_trait.pays, _))


def hidden_trait_explained(returned: ReleasedReturn, _: Locale) -> str:
    """Return what a hidden trait is; empty where no range counts one."""
    return _(WHAT_IT_IS) if returned.hidden_trait else ""


def wider_range(returned: ReleasedReturn, _: Locale) -> str:
    """Return what the wider range covers, and its ends."""
    wider = returned.hidden_trait
    if wider is None:
        return _(NO_WIDER)
    return _(WIDER, low=_.money(wider.per_euro_low, 2), high=_.money(wider.per_euro_high, 2))

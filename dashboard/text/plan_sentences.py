"""Sentences about a planned answer: its interval for repeated looks, and planned against come true.

Pure.
"""

from __future__ import annotations

from dashboard.text.quantities import decimals
from metrics.disclosure import ReleasedAnswer, verdict_name
from metrics.i18n import N_, Locale
from metrics.planning import PlanBook

MONTHLY = N_("Had you looked every month: between {low} and {high}")
CAME = N_(
    "Plan {number} said: worth having from {effect}. What came: {estimate} ({verdict}). Agreed: "
    "{action}"
)
NO_FIGURE = N_(
    "Plan {number} said: worth having from {effect}. No figure could be given ({verdict}). Agreed: "
    "{action}"
)


def monthly_line(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the interval for repeated looks; empty without one."""
    sequence = answer.sequence
    if sequence is None:
        return ""
    return _(
        MONTHLY,
        low=_.signed(sequence.low, decimals(sequence.low, answer.metric)),
        high=_.signed(sequence.high, decimals(sequence.high, answer.metric)),
    )


def came_sentence(answer: ReleasedAnswer, book: PlanBook, _: Locale) -> str:
    """Return what the plan about this figure said and what came at its last look; else empty."""
    found = next((one for one in book.plans if one.number == answer.standing.plan), None)
    look = answer.standing.look
    came = book.result(found, look) if found and look else None
    if found is None or came is None or not (came.intact and found.intact):
        return ""
    digits = answer.metric.digits
    verdict = str(came.figures["verdict"])
    estimate = came.figures["estimate"]
    return _(
        NO_FIGURE if estimate is None else CAME,
        number=found.number,
        effect=f"{_.number(found.plan.smallest_effect, digits)} {_(answer.metric.unit)}",
        estimate="" if estimate is None else _.signed(estimate, digits),
        verdict=verdict_name(verdict, _),
        action=found.plan.actions.get(verdict, ""),
    )

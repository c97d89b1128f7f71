"""The verdict on what mentoring returned, from the verdicts on the effects it is made of."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.evaluate import Answer, Reason, Verdict
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS
from metrics.i18n import N_

SURE = 0.95
BREAK_EVEN = N_("The range includes the point at which mentoring just pays for itself.")
EFFECT_CONTRADICTED = N_('Its own checks contradict the effect behind it: "{title}".')
NOT_NEEDED = N_(
    'Its own checks contradict one effect behind it: "{title}". Without that effect mentoring '
    "still pays."
)
EFFECT_LEANS = N_('An effect behind it only leans: "{title}".')


def return_verdict(
    priced: Mapping[str, Answer], *, pays: float, pays_without: Mapping[str, float]
) -> Verdict:
    """Return the verdict on the return, made of the `priced` effects by name.

    `pays` is the share of draws in which the gain exceeds the cost, `pays_without` the same without
    each effect. CANNOT_TELL where `pays` is sure in neither direction; else CONTRADICTED where an
    effect is contradicted and the return is not sure without it; else LEANS where an effect leans,
    or is contradicted and not needed. The uncertainty of an unknown effect is in the
    draws already.
    """
    if not _sure(pays):
        return Verdict(CANNOT_TELL, (Reason("interval", "pays", BREAK_EVEN),))
    decided = []
    leaning = []
    for name, answer in priced.items():
        word = answer.verdict.word if answer.verdict else HOLDS
        title = {"title": answer.metric.title}
        same = (pays_without[name] > SURE) == (pays > SURE) and _sure(pays_without[name])
        if word == CONTRADICTED and not same:
            decided.append(Reason("effect", name, EFFECT_CONTRADICTED, title))
        elif word == CONTRADICTED:
            leaning.append(Reason("effect", name, NOT_NEEDED, title))
        elif word == LEANS:
            leaning.append(Reason("effect", name, EFFECT_LEANS, title))
    reasons = (*decided, *leaning)
    if decided:
        return Verdict(CONTRADICTED, reasons)
    return Verdict(LEANS if leaning else HOLDS, reasons)


def _sure(pays: float) -> bool:
    return pays > SURE or pays < 1 - SURE

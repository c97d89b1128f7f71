"""The verdict on money, from the verdicts on the effects it is made of.

It judges what mentoring returned so far; `metrics.rewards` judges what a plan would return by the
same rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.evaluate import Answer, Reason, Verdict
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS
from metrics.i18n import N_

SURE = 0.95
BREAK_EVEN = N_("The range includes the point at which mentoring just pays for itself.")
EFFECT_CONTRADICTED = N_('Its own checks contradict the effect behind it: "{title}".')
EFFECT_UNTOLD = N_('The effect behind it cannot be told from these files: "{title}".')
NOT_NEEDED = {
    CONTRADICTED: N_(
        'Its own checks contradict one effect behind it: "{title}". Without that effect mentoring '
        "still pays."
    ),
    CANNOT_TELL: N_(
        'One effect behind it cannot be told from these files: "{title}". Without that effect '
        "mentoring still pays."
    ),
}
EFFECT_LEANS = N_('An effect behind it only leans: "{title}".')
OF_CATEGORY = {
    EFFECT_CONTRADICTED: N_('{category}: the checks contradict the effect "{title}".'),
    EFFECT_UNTOLD: N_('{category}: the effect "{title}" cannot be told from these files.'),
    NOT_NEEDED[CONTRADICTED]: N_(
        '{category}: the checks contradict the effect "{title}". It pays without it too.'
    ),
    NOT_NEEDED[CANNOT_TELL]: N_(
        '{category}: the effect "{title}" cannot be told from these files. It pays without it too.'
    ),
    EFFECT_LEANS: N_('{category}: the effect "{title}" only leans.'),
}
"""The same sentences about one category."""


@dataclass(frozen=True)
class JudgedEffect:
    """An effect that money is made of.

    `title` is the sentence key of what it is called, `word` that of its verdict (empty where none
    was given). `sure` says whether its interval lies on one side of zero; `category` is the
    category that it is about, empty for the company.
    """

    title: str
    word: str
    sure: bool = True
    category: str = ""

    @property
    def doubted(self) -> bool:
        """Return whether money that is only sure because of this effect is not sure.

        That is so where its own checks contradict it, and where it seems sure of something that
        the files cannot tell. The uncertainty of a wide interval is in the draws already.
        """
        return self.word == CONTRADICTED or (self.word == CANNOT_TELL and self.sure)


def return_verdict(priced: Mapping[str, Answer], *, pays: float, pays_without: float) -> Verdict:
    """Return the verdict on what mentoring returned; arguments and rules as in `judge_money`."""
    effects = {name: judged(answer) for name, answer in priced.items()}
    return judge_money(effects, pays=pays, pays_without=pays_without)


def judged(answer: Answer) -> JudgedEffect:
    """Return an answer that is turned into money, as an effect behind it."""
    word = answer.verdict.word if answer.verdict else ""
    sure = answer.estimate is not None and answer.estimate.excludes_zero
    return JudgedEffect(answer.metric.title, word, sure)


def judge_money(
    effects: Mapping[str, JudgedEffect],
    *,
    pays: float,
    pays_without: float,
    break_even: str = BREAK_EVEN,
) -> Verdict:
    """Return the verdict on an amount that is made of the `effects`, by name.

    `pays` is the share of draws in which the gain exceeds the cost, `pays_without` the same without
    every doubted effect. CANNOT_TELL where `pays` is sure in neither direction, for the reason
    `break_even`, then the doubted effects. Where an effect is doubted and the amount is not as sure
    without the doubted ones: CONTRADICTED, or CANNOT_TELL where none of them is contradicted. Else
    LEANS where an effect leans, or is doubted but not needed; else HOLDS.
    """
    doubts = {name: effect for name, effect in effects.items() if effect.doubted}
    texts = {CONTRADICTED: EFFECT_CONTRADICTED, CANNOT_TELL: EFFECT_UNTOLD}
    decided = tuple(_reason(name, one, texts[one.word]) for name, one in doubts.items())
    if not is_sure(pays):
        return Verdict(CANNOT_TELL, (Reason("interval", "pays", break_even), *decided))
    needed = not is_sure(pays_without) or (pays_without > SURE) != (pays > SURE)
    leaning = tuple(
        _reason(name, effect, EFFECT_LEANS)
        for name, effect in effects.items()
        if effect.word == LEANS
    )
    if not doubts:
        return Verdict(LEANS if leaning else HOLDS, leaning)
    if not needed:
        spared = (_reason(name, one, NOT_NEEDED[one.word]) for name, one in doubts.items())
        return Verdict(LEANS, (*spared, *leaning))
    words = [effect.word for effect in doubts.values()]
    word = CONTRADICTED if CONTRADICTED in words else CANNOT_TELL
    return Verdict(word, (*decided, *leaning))


def is_sure(pays: float) -> bool:
    """Return whether nearly all draws pay, or nearly none."""
    return pays > SURE or pays < 1 - SURE


def _reason(name: str, effect: JudgedEffect, text: str) -> Reason:
    values = {"title": effect.title}
    if not effect.category:
        return Reason("effect", name, text, values)
    return Reason("effect", name, OF_CATEGORY[text], {**values, "category": effect.category})

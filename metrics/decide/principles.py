"""The twelve guiding principles of Phillips' ROI method, and how the reward model keeps each."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.words import N_

SOURCE = N_("Twelve guiding principles, ROI Institute (Phillips), in our words")


@dataclass(frozen=True)
class Principle:
    """A principle and `here`, how it is kept: `cautious` ones only where a scenario is counted cautiously."""

    number: int
    says: str
    here: str
    cautious: bool = False


PRINCIPLES = (
    Principle(1, N_("Who measures a return also measures what leads to it."),
              N_("Pairings, hours met and reviews stand beside the return.")),
    Principle(2, N_("Where the return is measured, what leads to it may be measured simply."),
              N_("Those are counted as the files have them, without a comparison.")),
    Principle(3, N_("Take the most credible source."),
              N_("What was measured here goes before what others published, and that before a judgement; each number "
                 "says which it is.")),
    Principle(4, N_("Among several ways to reckon, take the most cautious one."),
              N_("The cautious count takes an effect at the lower end of its interval."), cautious=True),
    Principle(5, N_("Set apart what the programme did from all else."),
              N_("Mentees are compared with colleagues alike, from the same moment on.")),
    Principle(6, N_("No data is no improvement."),
              N_("Where no effect could be measured, none is counted."), cautious=True),
    Principle(7, N_("Correct an estimate for its error."),
              N_("Every figure has an interval; the cautious count takes its lower end.")),
    Principle(8, N_("Leave out extremes and claims without support."),
              N_("Effects that others published, or that somebody judges, are not counted."), cautious=True),
    Principle(9, N_("Count the first year only."),
              N_("A gain counts in the first year after a pairing starts."), cautious=True),
    Principle(10, N_("Count all costs."),
              N_("The time of mentors, mentees, leader and coordinator, rewards at what they cost the employer, "
                 "training with travel, and one-offs are counted in every mode.")),
    Principle(11, N_("What is not turned into money is listed apart."),
              N_("Intangibles are named beside the figures and have no amount.")),
    Principle(12, N_("Tell the result to everybody concerned."),
              N_("The page, the workbook and the report hold the same figures and assumptions.")),
)

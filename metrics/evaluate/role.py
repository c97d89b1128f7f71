"""The sentences of an answer about mentors: the comparison is the same, the words are not."""

from __future__ import annotations

from dataclasses import replace

from metrics.evaluate.answer import Answer
from metrics.evaluate.fallback_estimator import WHY
from metrics.i18n import N_
from metrics.scope import MENTOR

MENTORS = {  # of a mentee's answer -> of a mentor's
    "{n} mentees could be compared; at least {least} are needed.": N_(
        "{n} mentors could be compared; at least {least} are needed."
    ),
    "No pairing of those asked about has begun yet; at least {least} mentees are needed.": N_(
        "Nobody among those asked about was a mentor yet; at least {least} mentors are needed."
    ),
    (
        "{mentees} mentees and {others} others had the event; at least {least} together are needed."
    ): N_(
        "{mentees} mentors and {others} others had the event; at least {least} together are needed."
    ),
    "The mentees count as {n} independent groups by mentor; at least {least} are needed.": N_(
        "The mentors count as {n} independent people; at least {least} are needed."
    ),
    "{n} people never or not yet mentored could be compared with; at least {least} are needed.": N_(
        "{n} people who were never or not yet mentors could be compared with; at least "
        "{least} are needed."
    ),
    "Ever mentored against never, since the programme began": N_(
        "Ever a mentor against never, since the programme began"
    ),
    "Values after pairing against those of people never mentored": N_(
        "Values after becoming a mentor against those of people who never did"
    ),
    (
        "No hidden reason for being mentored beyond department, grade, last score, tenure and "
        "calendar year."
    ): N_(
        "No hidden reason for becoming a mentor beyond department, grade, last score, "
        "tenure and calendar year."
    ),
    (
        "Every mentee counted has a colleague in the same cell who was not mentored at that moment."
    ): N_(
        "Every mentor counted has a colleague in the same cell who was not a mentor at that moment."
    ),
    "Nobody acts otherwise because they expect to be mentored later.": N_(
        "Nobody acts otherwise because they expect to become a mentor later."
    ),
    "What happens to colleagues does not depend on who is mentored.": N_(
        "What happens to colleagues does not depend on who is a mentor."
    ),
    "People who are mentored later are like the others in their cell until then.": N_(
        "People who become mentors later are like the others in their cell until then."
    ),
    "Events are recorded in the same way for mentees and for others.": N_(
        "Events are recorded in the same way for mentors and for others."
    ),
    "Values are recorded in the same way for mentees and for others.": N_(
        "Values are recorded in the same way for mentors and for others."
    ),
    (
        "Without mentoring, mentees would have changed as the others did, apart from the last "
        "value before pairing."
    ): N_(
        "Without becoming a mentor they would have changed as the others did, apart from "
        "the last value before it."
    ),
    "Every mentee counted has an earlier value to be compared with.": N_(
        "Every mentor counted has an earlier value to be compared with."
    ),
    "Nobody changes because they expect to be mentored later.": N_(
        "Nobody changes because they expect to become a mentor later."
    ),
    "A mentee does not change the values of colleagues.": N_(
        "A mentor does not change the values of colleagues."
    ),
    (
        "Whoever left early never got as far as a pairing, so early leavers stand among the "
        "others, and the months before a pairing count as if mentoring had brought them. It "
        "also mixes the effect with who is chosen."
    ): N_(
        "Whoever left early never got as far as being a mentor, so early leavers stand "
        "among the others, and the months before count as if being a mentor had brought "
        "them. It also mixes the effect with who is chosen."
    ),
    (
        "Those who are chosen often had other values before; that difference counts as if "
        "mentoring had brought it."
    ): N_(
        "Those who become mentors often had other values before; that difference counts as "
        "if being a mentor had brought it."
    ),
    WHY["adjusted"]: N_(
        "Only {share}% of the mentors have a colleague alike. So the figure is made by two "
        "models on all of them instead of by matching ({matched} months by matching); the "
        "curves are those of the matched."
    ),
    WHY["later_pairing"]: N_(
        "{share}% of the others became mentors later and are followed only until then. So "
        "the figure weights those who did not, in their place ({matched} months without "
        "weights); the curves are without them."
    ),
    "A value on the day of pairing itself belongs to the time before.": N_(
        "A value on the day of the first pairing as a mentor belongs to the time before."
    ),
}


def in_words(answer: Answer) -> Answer:
    """The answer with sentences about whom its scope asks; for mentors `dropped` counts the
    mentored, not mentors.
    """
    if answer.scope.role != MENTOR:
        return answer
    return replace(
        answer,
        checks=tuple(replace(check, text=_about(check.text)) for check in answer.checks),
        assumptions=tuple(map(_about, answer.assumptions)),
        tie_rule=_about(answer.tie_rule),
        naive=answer.naive
        and replace(answer.naive, label=_about(answer.naive.label), why=_about(answer.naive.why)),
        dropped={"mentored" if fate == "mentor" else fate: n for fate, n in answer.dropped.items()},
    )


def _about(sentence: str) -> str:
    return MENTORS.get(sentence, sentence)

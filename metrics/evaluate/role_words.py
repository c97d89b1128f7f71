"""The words for the people an answer is about: mentees or mentors.

A sentence of an answer that holds for both has the placeholders `{person}` and `{persons}`; they
are filled in, in the reader's language, where the sentence is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.i18n import N_, Locale
from metrics.scope import MENTEE, MENTOR

ROLE_WORDS: Mapping[str, Mapping[str, str]] = {
    MENTEE: {"person": N_("mentee"), "persons": N_("mentees")},
    MENTOR: {"person": N_("mentor"), "persons": N_("mentors")},
}


def sentence_about(role: str, sentence: str, _: Locale) -> str:
    """Return the sentence for this reader, with the words for people in that role."""
    return _(sentence, **{name: _(word) for name, word in ROLE_WORDS[role].items()})

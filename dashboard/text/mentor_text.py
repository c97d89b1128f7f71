"""Sentences about mentors: why a pair is suggested, and what somebody is assessed as. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.i18n import N_, Locale
from metrics.mentors import EXPERT, SUITABILITIES, Candidate, Reason

EXPERT_BY = N_("expert ({by}), not a mentor: learn from them, do not assign")


def reason_sentence(reason: Reason, names: Mapping[str, str], _: Locale) -> str:
    """Return a reason with its categories by name and its numbers in the reader's notation."""
    text, values = reason
    return _(text, **{key: _value(key, value, names, _) for key, value in values.items()})


def suitability_label(candidate: Candidate, _: Locale) -> str:
    """Return what a candidate is assessed as; for an expert also the measures that show it."""
    if candidate.suitability != EXPERT or not candidate.expert_in:
        return _(SUITABILITIES[candidate.suitability])
    return _(
        EXPERT_BY,
        by=", ".join(measure or _("customers retained") for measure in candidate.expert_in),
    )


def _value(key: str, value: object, names: Mapping[str, str], _: Locale) -> object:
    if key == "category":
        return names.get(str(value), value)
    if isinstance(value, (int, float)):
        return _.number(value, int(value % 1 > 0))
    return value

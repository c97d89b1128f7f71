"""The sentences about hidden experts, a set per kind: customers lost, what is counted in an amount
of work, values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.disclosure.released_experts import ReleasedExperts, ReleasedScores
from metrics.i18n import N_


@dataclass(frozen=True)
class Kind:
    """Sentence keys: headlines, how to read the picture, one expert, with whom compared, why named.
    `alike` stands for the case mix where there is none.
    """

    nobody: str
    one: str
    several: str
    caption: str
    said: str
    compared: str
    named: str
    alike: str = ""


LOST = Kind(
    N_("No one retains significantly more customers than expected"),
    N_("One hidden expert ({where}) loses about {cautious} fewer customers than expected"),
    N_("{n} hidden experts lose significantly fewer customers than expected"),
    N_(
        "Each number counts account managers by portfolio size. Chance alone keeps 95 of 100 "
        "between the dashed lines and 998 of 1,000 between the dotted lines."
    ),
    N_(
        "{where}: conservatively, {cautious} fewer customers lost than expected ({kept} "
        "customers). Observed: {fewer} fewer, between {low} and {high}, with {expected} "
        "expected losses. Part of the difference may be luck."
    ),
    N_(
        "Compared month by month with what everyone together lost among comparable customers "
        "({mix}). Assessed: only account managers with at least {least} expected losses "
        "({enough} of about {owners}). With fewer, skill cannot be separated from one good "
        "year."
    ),
    N_(
        "We name only people who lost significantly fewer customers than expected, in both "
        "halves of their period (false-discovery rate 5 %). Worse-than-expected results are "
        "never listed."
    ),
    N_("all customers together, because few were lost"),
)
FEWER = Kind(
    N_("{measure}: no one performs significantly better than expected"),
    N_("{measure}: one hidden expert ({where}) performs significantly better than expected"),
    N_("{measure}: {n} hidden experts perform significantly better than expected"),
    N_(
        "Each number counts people by the number expected for their amount of work. Chance "
        "alone keeps 95 of 100 between the dashed lines and 998 of 1,000 between the dotted "
        "lines."
    ),
    N_(
        "{where}: {share} fewer, between {low} and {high}, with {expected} expected. "
        "Conservative estimate, because a top result may be partly luck: {cautious} fewer, "
        "{kept} in total."
    ),
    N_(
        "Compared with the combined result of everyone on the same amount of comparable work "
        "({mix}). Assessed: only people with an expected number of at least {least} "
        "({enough} of about {owners}). With fewer, skill cannot be separated from luck."
    ),
    N_(
        "We name only people who do significantly better than expected, in both halves of "
        "their work (false-discovery rate 5 %). Worse-than-expected results are never listed."
    ),
    N_("all work together, because there were few events"),
)
MORE = replace(
    FEWER,
    said=N_(
        "{where}: {share} more, between {low} and {high}, with {expected} expected. "
        "Conservative estimate, because a top result may be partly luck: {cautious} more, "
        "{kept} in total."
    ),
)
LOWER = replace(
    FEWER,
    caption=N_(
        "Each number counts people by their periods alongside enough comparable colleagues. "
        "Between the dashed lines lie 95 of 100 people, between the dotted lines 998 of "
        "1,000. People differ, and so do periods."
    ),
    said=N_(
        "{where}: on average {better}{unit} less than comparable colleagues over {periods} "
        "periods, between {low} and {high}. Conservative estimate, because a top result may "
        "be partly luck: {cautious} less, between {cautious_low} and {cautious_high}."
    ),
    compared=N_(
        "Compared with colleagues in the same job family (or department) and at the same job "
        "level in the same period. Assessed: only people with at least {periods} periods "
        "alongside at least {others} such colleagues ({enough} of about {owners}). For the "
        "rest there is too little data."
    ),
    named=N_(
        "People always differ: two of three by less than {spread}{unit} either way. We name "
        "only people beyond that spread who are better in both halves of their periods "
        "(false-discovery rate 5 %). Worse results are never listed."
    ),
)
HIGHER = replace(
    LOWER,
    said=N_(
        "{where}: on average {better}{unit} more than comparable colleagues over {periods} "
        "periods, between {low} and {high}. Conservative estimate, because a top result may "
        "be partly luck: {cautious} more, between {cautious_low} and {cautious_high}."
    ),
)


def kind(found: ReleasedExperts | ReleasedScores) -> Kind:
    """The sentences that fit."""
    if isinstance(found, ReleasedScores):
        return HIGHER if found.more else LOWER
    return LOST if not found.measure else MORE if found.more else FEWER

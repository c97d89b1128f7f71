"""The sentences about hidden experts, a set per kind: customers lost, what is counted in an amount
of work, values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.disclosure.released_experts import ReleasedExperts, ReleasedScores
from metrics.i18n import N_


@dataclass(frozen=True)
class Kind:
    """Sentence keys: headlines, how to read the picture, one expert, with whom compared, why named.
    `alike` stands for the case mix where there is none."""

    nobody: str
    one: str
    several: str
    caption: str
    said: str
    compared: str
    named: str
    alike: str = ""


LOST = Kind(
    N_("Nobody keeps surely more customers than others would"),
    N_("One hidden expert ({where}) loses about {cautious} fewer customers than others would"),
    N_("{n} hidden experts lose surely fewer customers than others would"),
    N_(
        "Each number counts owners of customers by the size of their portfolio. Between "
        "the broken lines chance alone keeps 95 of 100, between the dotted ones 998 of "
        "1,000."
    ),
    N_(
        "{where}: counted carefully {cautious} fewer lost than others would have lost, "
        "{kept} customers. Seen were {fewer} fewer, between {low} and {high}, where others "
        "would have lost {expected}; part of that may have been luck."
    ),
    N_(
        "Compared with what everybody together lost of like customers ({mix}), month by "
        "month. Judged are only those of whom others would have lost at least {least}: "
        "{enough} of about {owners}. With fewer nobody can tell skill from one good year."
    ),
    N_(
        "Named is who lost fewer than chance explains (of all named, at most 5 in 100 by "
        "chance), and fewer in the first half of their time as well as in the second. Who "
        "loses more is not listed anywhere."
    ),
    N_("all alike, because few were lost"),
)
FEWER = Kind(
    N_("{measure}: nobody does surely better than others would"),
    N_("{measure}: one hidden expert ({where}) does surely better than others would"),
    N_("{measure}: {n} hidden experts do surely better than others would"),
    N_(
        "Each number counts people by how much others would have had in as much work. "
        "Between the broken lines chance alone keeps 95 of 100, between the dotted ones "
        "998 of 1,000."
    ),
    N_(
        "{where}: {share} fewer, between {low} and {high}, where others would have had "
        "{expected}. Counted carefully, as one who stood out may have been lucky too: "
        "{cautious} fewer, {kept} in all."
    ),
    N_(
        "Compared with what everybody together had in as much like work ({mix}). Judged "
        "are only those of whom others would have had at least {least}: {enough} of about "
        "{owners}. With fewer nobody can tell skill from luck."
    ),
    N_(
        "Named is who does better than chance explains (of all named, at most 5 in 100 by "
        "chance), in the first half of their work as well as in the second. Who does worse "
        "is not listed anywhere."
    ),
    N_("all alike, because few happened"),
)
MORE = replace(
    FEWER,
    said=N_(
        "{where}: {share} more, between {low} and {high}, where others would have had "
        "{expected}. Counted carefully, as one who stood out may have been lucky too: "
        "{cautious} more, {kept} in all."
    ),
)
LOWER = replace(
    FEWER,
    caption=N_(
        "Each number counts people by their periods beside enough like colleagues. Between "
        "the broken lines lie 95 of 100 people, between the dotted ones 998 of 1,000: "
        "people differ, and periods do."
    ),
    said=N_(
        "{where}: {better}{unit} less than like colleagues on average over {periods} "
        "periods, between {low} and {high}. Counted carefully, as one who stood out may "
        "have been lucky too: {cautious} less, between {cautious_low} and {cautious_high}."
    ),
    compared=N_(
        "Compared with the others of the same job family (or department) and grade in the "
        "same period. Judged are only those with at least {periods} periods beside at "
        "least {others} such colleagues: {enough} of about {owners}. Of the others nobody "
        "can tell."
    ),
    named=N_(
        "People differ anyway: two of three by less than {spread}{unit} either way. Named "
        "is only who lies beyond that spread (of all named, at most 5 in 100 by chance), "
        "and better in the first half of their periods as well as in the second. Who does "
        "worse is not listed anywhere."
    ),
)
HIGHER = replace(
    LOWER,
    said=N_(
        "{where}: {better}{unit} more than like colleagues on average over {periods} "
        "periods, between {low} and {high}. Counted carefully, as one who stood out may "
        "have been lucky too: {cautious} more, between {cautious_low} and {cautious_high}."
    ),
)


def kind(found: ReleasedExperts | ReleasedScores) -> Kind:
    """The sentences that fit."""
    if isinstance(found, ReleasedScores):
        return HIGHER if found.more else LOWER
    return LOST if not found.measure else MORE if found.more else FEWER

"""What is said of hidden experts, and of how they were found. Pure: released figures and words in, sentences out."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures.funnel import where
from dashboard.sentences import count
from metrics.decide.experts import LEAST_EXPECTED
from metrics.disclosure.experts import ReleasedExpert, ReleasedExperts
from metrics.words import N_, Words

CASE_MIX = {"age_band": N_("how long they have been a customer"), "segment": N_("segment"), "product": N_("product"),
            "size": N_("size")}


def headline(found: ReleasedExperts, _: Words) -> str:
    """How many there are, or where the only one is."""
    n = len(found.experts)
    if not n:
        return _("Nobody keeps surely more customers than others would")
    if n == 1:
        one = found.experts[0]
        return _("One hidden expert ({where}) loses {share} fewer customers than others would", where=where(one, _),
                 share=_.percent(one.fewer))
    return _("{n} hidden experts lose surely fewer customers than others would", n=_.number(n))


def caption(_found: ReleasedExperts, _: Words) -> str:
    """How to read the picture."""
    return _("Each number counts owners of customers by the size of their portfolio. Between the broken lines chance "
             "alone keeps 95 of 100, between the dotted ones 998 of 1,000.")


def said(one: ReleasedExpert, _found: ReleasedExperts, _: Words) -> str:
    """One expert without a name."""
    text = _("{where}: {fewer} fewer lost, between {low} and {high}, where others would have lost {expected}. Counted "
             "carefully, as one who stood out may have been lucky too: {cautious} fewer, {kept} customers.",
             where=where(one, _), fewer=_.percent(one.fewer), low=_.percent(one.low), high=_.percent(one.high),
             expected=_.number(one.expected), cautious=_.percent(one.cautious), kept=_.number(one.kept))
    return text if one.margin is None else text + " " + _("Those bring {margin} of margin a year.",
                                                          margin=_.money_short(one.margin))


def how(found: ReleasedExperts, _: Words) -> Iterator[str]:
    """How they were compared, and who is named."""
    mix = ", ".join(_(CASE_MIX[key]) for key in found.case_mix)
    yield _("Compared with what everybody together lost of like customers ({mix}), month by month. Judged are only "
            "those of whom others would have lost at least {least}: {enough} of about {owners}. With fewer nobody can "
            "tell skill from one good year.", mix=mix or _("all alike, because few were lost"), least=LEAST_EXPECTED,
            enough=count(found.enough, _), owners=count(found.owners, _))
    yield _("Named is who lost fewer than chance explains (of all named, at most 5 in 100 by chance), and fewer in the "
            "first half of their time as well as in the second. Who loses more is not listed anywhere.")

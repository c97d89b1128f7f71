"""What is said of hidden experts by a measure: counted in an amount of work, or values beside those of like colleagues.

Pure: released figures and words in, sentences out.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

from dashboard.figures.funnel import where
from dashboard.sentences import count
from metrics.decide.experts import LEAST_EXPECTED
from metrics.decide.scores import LEAST_OTHERS, LEAST_PERIODS
from metrics.disclosure.experts import ReleasedExpert, ReleasedExperts, ReleasedScored, ReleasedScores
from metrics.words import N_, Words

Found = ReleasedExperts | ReleasedScores
CASE_MIX = {"job_family": N_("job family"), "year": N_("year"), "department": N_("department"), "grade": N_("grade")}


def headline(found: Found, _: Words) -> str:
    """How many there are by that measure, or where the only one is."""
    n = len(found.experts)
    if not n:
        return _("{measure}: nobody does surely better than others would", measure=_capital(found.measure))
    if n == 1:
        return _("{measure}: one hidden expert ({where}) does surely better than others would",
                 measure=_capital(found.measure), where=where(found.experts[0], _))
    return _("{measure}: {n} hidden experts do surely better than others would", measure=_capital(found.measure),
             n=_.number(n))


def said(one: ReleasedExpert | ReleasedScored, found: Found, _: Words) -> str:
    """One expert without a name."""
    return _scored(one, found, _) if isinstance(found, ReleasedScores) else _counted(one, found, _)


def how(found: Found, _: Words) -> Iterator[str]:
    """How they were compared, and who is named."""
    return _how_scored(found, _) if isinstance(found, ReleasedScores) else _how_counted(found, _)


def caption(found: Found, _: Words) -> str:
    """How to read the picture."""
    if isinstance(found, ReleasedScores):
        return _("Each number counts people by their periods beside enough like colleagues. Between the broken lines "
                 "lie 95 of 100 people, between the dotted ones 998 of 1,000: people differ, and periods do.")
    return _("Each number counts people by how much others would have had in as much work. Between the broken lines "
             "chance alone keeps 95 of 100, between the dotted ones 998 of 1,000.")


def _counted(one: ReleasedExpert, found: ReleasedExperts, _: Words) -> str:
    figures = {"where": where(one, _), "share": _.percent(one.fewer), "low": _.percent(one.low),
               "high": _.percent(one.high), "expected": _.number(one.expected), "kept": _.number(one.kept),
               "cautious": _.percent(one.cautious)}
    if found.more:
        return _("{where}: {share} more, between {low} and {high}, where others would have had {expected}. Counted "
                 "carefully, as one who stood out may have been lucky too: {cautious} more, {kept} in all.", **figures)
    return _("{where}: {share} fewer, between {low} and {high}, where others would have had {expected}. Counted "
             "carefully, as one who stood out may have been lucky too: {cautious} fewer, {kept} in all.", **figures)


def _scored(one: ReleasedScored, found: ReleasedScores, _: Words) -> str:
    names = ("better", "low", "high", "cautious", "cautious_low", "cautious_high")
    decimals = max(0, 1 - floor(log10(one.high)))
    figures = {name: _.number(getattr(one, name), decimals) for name in names}
    figures |= {"where": where(one, _), "unit": _of(found), "periods": _.number(one.periods)}
    if found.more:
        return _("{where}: {better}{unit} more than like colleagues on average over {periods} periods, between {low} "
                 "and {high}. Counted carefully, as one who stood out may have been lucky too: {cautious} more, "
                 "between {cautious_low} and {cautious_high}.", **figures)
    return _("{where}: {better}{unit} less than like colleagues on average over {periods} periods, between {low} and "
             "{high}. Counted carefully, as one who stood out may have been lucky too: {cautious} less, between "
             "{cautious_low} and {cautious_high}.", **figures)


def _how_counted(found: ReleasedExperts, _: Words) -> Iterator[str]:
    mix = ", ".join(_(CASE_MIX[key]) for key in found.case_mix)
    yield _("Compared with what everybody together had in as much like work ({mix}). Judged are only those of whom "
            "others would have had at least {least}: {enough} of about {owners}. With fewer nobody can tell skill from "
            "luck.", mix=mix or _("all alike, because few happened"), least=LEAST_EXPECTED,
            enough=count(found.enough, _), owners=count(found.owners, _))
    yield _("Named is who does better than chance explains (of all named, at most 5 in 100 by chance), in the first "
            "half of their work as well as in the second. Who does worse is not listed anywhere.")


def _how_scored(found: ReleasedScores, _: Words) -> Iterator[str]:
    yield _("Compared with the others of the same job family (or department) and grade in the same period. Judged are "
            "only those with at least {periods} periods beside at least {others} such colleagues: {enough} of about "
            "{owners}. Of the others nobody can tell.", periods=LEAST_PERIODS, others=LEAST_OTHERS,
            enough=count(found.enough, _), owners=count(found.owners, _))
    if found.spread is not None:
        decimals = max(0, 1 - floor(log10(found.spread))) if found.spread else 0
        yield _("People differ anyway: two of three by less than {spread}{unit} either way. Named is only who lies "
                "beyond that spread (of all named, at most 5 in 100 by chance), and better in the first half of their "
                "periods as well as in the second. Who does worse is not listed anywhere.",
                spread=_.number(found.spread, decimals), unit=_of(found))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _of(found: ReleasedScores) -> str:
    return f"\u00a0{found.unit}" if found.unit else ""

"""Sentences about hidden experts and how they were found. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor, log10

from dashboard.text.quantities import count
from metrics.disclosure import ReleasedExpert, ReleasedExperts, ReleasedScored, ReleasedScores
from metrics.experts import LEAST_EXPECTED, LEAST_OTHERS, LEAST_PERIODS
from metrics.i18n import N_, Locale

ExpertResults = ReleasedExperts | ReleasedScores
ExpertResult = ReleasedExpert | ReleasedScored
CASE_MIX = {
    "age_band": N_("length of the customer relationship"),
    "segment": N_("segment"),
    "product": N_("product"),
    "size": N_("size"),
    "job_family": N_("job family"),
    "year": N_("year"),
    "department": N_("department"),
    "grade": N_("job level"),
}


@dataclass(frozen=True)
class ExpertSentences:
    """The sentences about one kind of result: customers lost, events per amount of work, or scores.

    `nobody`, `one` and `several` are headlines, `caption` says how to read the funnel plot,
    `expert` describes one expert, `compared` and `named` say how experts are found.
    `no_case_mix` replaces the case mix in `compared` where there is none.
    """

    nobody: str
    one: str
    several: str
    caption: str
    expert: str
    compared: str
    named: str
    no_case_mix: str = ""


CUSTOMERS_LOST = ExpertSentences(
    nobody=N_("No one retains significantly more customers than expected"),
    one=N_("One hidden expert ({where}) loses about {cautious} fewer customers than expected"),
    several=N_("{n} hidden experts lose significantly fewer customers than expected"),
    caption=N_(
        "Each number counts account managers by portfolio size. Chance alone keeps 95 of 100 "
        "between the dashed lines and 998 of 1,000 between the dotted lines."
    ),
    expert=N_(
        "{where}: conservatively, {cautious} fewer customers lost than expected ({kept} "
        "customers). Observed: {fewer} fewer, between {low} and {high}, with {expected} "
        "expected losses. Part of the difference may be luck."
    ),
    compared=N_(
        "Compared month by month with what everyone together lost among comparable customers "
        "({mix}). Assessed: only account managers with at least {least} expected losses "
        "({enough} of about {owners}). With fewer, skill cannot be separated from one good "
        "year."
    ),
    named=N_(
        "We name only people who lost significantly fewer customers than expected, in both "
        "halves of their period (false-discovery rate 5 %). Worse-than-expected results are "
        "never listed."
    ),
    no_case_mix=N_("all customers together, because few were lost"),
)
FEWER_EVENTS = ExpertSentences(
    nobody=N_("{measure}: no one performs significantly better than expected"),
    one=N_("{measure}: one hidden expert ({where}) performs significantly better than expected"),
    several=N_("{measure}: {n} hidden experts perform significantly better than expected"),
    caption=N_(
        "Each number counts people by the number expected for their amount of work. Chance "
        "alone keeps 95 of 100 between the dashed lines and 998 of 1,000 between the dotted "
        "lines."
    ),
    expert=N_(
        "{where}: {share} fewer, between {low} and {high}, with {expected} expected. "
        "Conservative estimate, because a top result may be partly luck: {cautious} fewer, "
        "{kept} in total."
    ),
    compared=N_(
        "Compared with the combined result of everyone on the same amount of comparable work "
        "({mix}). Assessed: only people with an expected number of at least {least} "
        "({enough} of about {owners}). With fewer, skill cannot be separated from luck."
    ),
    named=N_(
        "We name only people who do significantly better than expected, in both halves of "
        "their work (false-discovery rate 5 %). Worse-than-expected results are never listed."
    ),
    no_case_mix=N_("all work together, because there were few events"),
)
MORE_EVENTS = replace(
    FEWER_EVENTS,
    expert=N_(
        "{where}: {share} more, between {low} and {high}, with {expected} expected. "
        "Conservative estimate, because a top result may be partly luck: {cautious} more, "
        "{kept} in total."
    ),
)
LOWER_SCORES = replace(
    FEWER_EVENTS,
    caption=N_(
        "Each number counts people by their periods alongside enough comparable colleagues. "
        "Between the dashed lines lie 95 of 100 people, between the dotted lines 998 of "
        "1,000. People differ, and so do periods."
    ),
    expert=N_(
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
HIGHER_SCORES = replace(
    LOWER_SCORES,
    expert=N_(
        "{where}: on average {better}{unit} more than comparable colleagues over {periods} "
        "periods, between {low} and {high}. Conservative estimate, because a top result may "
        "be partly luck: {cautious} more, between {cautious_low} and {cautious_high}."
    ),
)


def headline(results: ExpertResults, _: Locale) -> str:
    """Return how many experts there are, or where the only one works."""
    n = len(results.experts)
    sentences = _sentences(results)
    figures = {"measure": results.measure[:1].upper() + results.measure[1:], "n": _.number(n)}
    if n == 0:
        return _(sentences.nobody, **figures)
    if n > 1:
        return _(sentences.several, **figures)
    return _(sentences.one, **figures | _figures(results.experts[0], results, _))


def caption(results: ExpertResults, _: Locale) -> str:
    """Return how to read the funnel plot."""
    return _(_sentences(results).caption)


def expert_sentence(expert: ExpertResult, results: ExpertResults, _: Locale) -> str:
    """Return what is known of one expert, without a name."""
    text = _(_sentences(results).expert, **_figures(expert, results, _))
    if not isinstance(expert, ReleasedExpert) or expert.margin is None:
        return text
    margin = _(
        "The {kept} customers retained bring in {margin} of margin per year.",
        kept=_.number(expert.kept),
        margin=_.money_short(expert.margin),
    )
    return f"{text} {margin}"


def method_lines(results: ExpertResults, _: Locale) -> Iterator[str]:
    """Yield how people were compared, and who is named."""
    sentences = _sentences(results)
    assessed = {"enough": count(results.assessed, _), "owners": count(results.owners, _)}
    if isinstance(results, ReleasedExperts):
        case_mix = ", ".join(_(CASE_MIX[key]) for key in results.case_mix)
        mix = case_mix or _(sentences.no_case_mix)
        yield _(sentences.compared, mix=mix, least=LEAST_EXPECTED, **assessed)
        yield _(sentences.named)
        return
    yield _(sentences.compared, periods=LEAST_PERIODS, others=LEAST_OTHERS, **assessed)
    if results.spread is not None:
        spread = _.number(results.spread, _decimals(results.spread))
        yield _(sentences.named, spread=spread, unit=_unit(results))


def workplace(expert: ExpertResult, _: Locale) -> str:
    """Return where an expert works, as far as that may be shown."""
    if not expert.department:
        return _("someone")
    if not expert.job_family:
        return expert.department
    return f"{expert.department}, {expert.job_family}"


def _sentences(results: ExpertResults) -> ExpertSentences:
    if isinstance(results, ReleasedScores):
        return HIGHER_SCORES if results.more else LOWER_SCORES
    if not results.measure:
        return CUSTOMERS_LOST
    return MORE_EVENTS if results.more else FEWER_EVENTS


def _figures(expert: ExpertResult, results: ExpertResults, _: Locale) -> dict[str, str]:
    """Return the figures in the sentences about one expert, in the reader's notation."""
    if isinstance(expert, ReleasedExpert):
        return _event_figures(expert, _)
    names = ("better", "low", "high", "cautious", "cautious_low", "cautious_high")
    digits = _decimals(expert.high)
    unit = _unit(results) if isinstance(results, ReleasedScores) else ""
    return {
        "where": workplace(expert, _),
        "unit": unit,
        "periods": _.number(expert.periods),
        **{name: _.number(getattr(expert, name), digits) for name in names},
    }


def _event_figures(expert: ReleasedExpert, _: Locale) -> dict[str, str]:
    fewer = _.percent(expert.advantage)
    return {
        "where": workplace(expert, _),
        "fewer": fewer,
        "share": fewer,
        "low": _.percent(expert.low),
        "high": _.percent(expert.high),
        "cautious": _.percent(expert.cautious),
        "expected": _.number(expert.expected),
        "kept": _.number(expert.kept),
    }


def _decimals(largest: float) -> int:
    """Return the decimals that show the second digit of the largest figure."""
    return max(0, 1 - floor(log10(largest))) if largest else 0


def _unit(results: ReleasedScores) -> str:
    return f"\u00a0{results.unit}" if results.unit else ""

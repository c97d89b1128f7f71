"""What is said of hidden experts, and of how they were found. Pure: released figures and words in,
sentences out.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

from dashboard.figures.funnel import where
from dashboard.text.sentences import count
from dashboard.views.experts.kinds import kind
from metrics.disclosure.released_experts import (
    ReleasedExpert,
    ReleasedExperts,
    ReleasedScored,
    ReleasedScores,
)
from metrics.experts.find import LEAST_EXPECTED
from metrics.experts.score_outliers import LEAST_OTHERS, LEAST_PERIODS
from metrics.i18n import N_, Locale

Found = ReleasedExperts | ReleasedScores
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


def headline(found: Found, _: Locale) -> str:
    """How many there are, or where the only one is."""
    n, text = len(found.experts), kind(found)
    figures = {"measure": found.measure[:1].upper() + found.measure[1:], "n": _.number(n)}
    if n != 1:
        return _(text.several if n else text.nobody, **figures)
    return _(text.one, **figures | _figures(found.experts[0], found, _))


def caption(found: Found, _: Locale) -> str:
    """How to read the picture."""
    return _(kind(found).caption)


def said(one: ReleasedExpert | ReleasedScored, found: Found, _: Locale) -> str:
    """One expert without a name."""
    text = _(kind(found).said, **_figures(one, found, _))
    if (margin := getattr(one, "margin", None)) is None:
        return text
    return (
        text
        + " "
        + _(
            "The {kept} customers retained bring in {margin} of margin per year.",
            kept=_.number(one.kept),
            margin=_.money_short(margin),
        )
    )


def how(found: Found, _: Locale) -> Iterator[str]:
    """How they were compared, and who is named."""
    text, judged = kind(found), {"enough": count(found.enough, _), "owners": count(found.owners, _)}
    if not isinstance(found, ReleasedScores):
        mix = ", ".join(_(CASE_MIX[key]) for key in found.case_mix) or _(text.alike)
        yield _(text.compared, mix=mix, least=LEAST_EXPECTED, **judged)
        yield _(text.named)
        return
    yield _(text.compared, periods=LEAST_PERIODS, others=LEAST_OTHERS, **judged)
    if found.spread is not None:
        yield _(
            text.named, spread=_.number(found.spread, _decimals(found.spread)), unit=_unit(found)
        )


def _figures(one: ReleasedExpert | ReleasedScored, found: Found, _: Locale) -> dict[str, str]:
    """What the sentences about one expert name, as a reader writes it."""
    if isinstance(found, ReleasedScores):
        names = ("better", "low", "high", "cautious", "cautious_low", "cautious_high")
        return {"where": where(one, _), "unit": _unit(found), "periods": _.number(one.periods)} | {
            name: _.number(getattr(one, name), _decimals(one.high)) for name in names
        }
    shares = {name: _.percent(getattr(one, name)) for name in ("fewer", "low", "high", "cautious")}
    return shares | {
        "where": where(one, _),
        "share": shares["fewer"],
        "expected": _.number(one.expected),
        "kept": _.number(one.kept),
    }


def _decimals(largest: float) -> int:
    return max(0, 1 - floor(log10(largest))) if largest else 0


def _unit(found: ReleasedScores) -> str:
    return f"\u00a0{found.unit}" if found.unit else ""

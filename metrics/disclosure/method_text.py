"""A released answer's method, section by section, in a reader's words. Formulas are the code's own,
in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.disclosure.plain_text import filled
from metrics.disclosure.released_answers import ReleasedEvidence, ReleasedSecondaryAnalysis
from metrics.evaluate import Check, CrossCheck, Interval, SecondaryAnalysis
from metrics.evaluate.method import DROPPED, Formula, Method
from metrics.i18n import N_, Locale

SUPPORTS = {
    True: N_("supports the answer"),
    False: N_("contradicts the answer"),
    None: N_("for information only"),
}
BETWEEN = N_("{estimate}, between {low} and {high}")
NOTHING = N_("These data neither support nor contradict it.")
LATER = N_("The evidence for or against it was not calculated here.")
REFERENCES = N_("References")
ESTIMATED = N_("What is estimated")
ENGLISH = N_(
    "Formulas and their explanations come from the code that computes them and are in English only."
)


@dataclass(frozen=True)
class Line:
    """A sentence as plain text, and what belongs to it."""

    text: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, lines, and formulas."""

    title: str
    lines: tuple[Line, ...] = ()
    formulas: tuple[Formula, ...] = ()


def explained(
    method: Method, found: ReleasedEvidence, related: Iterable[ReleasedSecondaryAnalysis], _: Locale
) -> tuple[Section, ...]:
    """Question, estimand, who is compared, who was left out, assumptions, checks, tie rule,
    formulas and references.

    `found` and `related` are those of one answer; sections that the metric's shape does not have
    are left out.
    """
    answer, metric = found.answer, found.answer.metric
    told = _told(found, related, _)
    months = _.plural("{n} month", "{n} months", answer.horizon or 0)
    compared = (Line(_(method.compared), tuple(map(_, method.keys))),) if method.compared else ()
    left_out = [_(DROPPED[fate], n=_count(n, _)) for fate, n in answer.dropped.items() if n]
    sections = (
        Section(_("Question"), _lines([_(metric.question)])),
        Section(_("What it measures"), _lines(map(_, metric.paragraphs))),
        Section(_(ESTIMATED), _lines([_(method.estimand, months=months)])),
        Section(_("Who is compared with whom"), compared),
        Section(_("Who is left out"), _lines(left_out)),
        Section(_("Method assumptions"), _assumptions(method, answer.assumptions, told, _)),
        Section(_("Checks before reporting"), _lines(_check(one, _) for one in answer.checks)),
        Section(_("Other methods"), _lines(told[one.name] for one in found.cross_checks)),
        Section(
            _("Events on the same day"), _lines([_(answer.tie_rule)] if answer.tie_rule else [])
        ),
        Section(
            _("Formulas of the figure and its interval"), _lines([_(ENGLISH)]), method.computed
        ),
        Section(_("Formulas of the checks and of the plan"), (), method.checked),
        Section(_(REFERENCES), _lines(method.sources)),
    )
    return tuple(
        one for one in sections if one.formulas or (one.lines and one.lines != _lines([_(ENGLISH)]))
    )


def markdown(title: str, sections: Sequence[Section]) -> str:
    """The sections as Markdown text for a terminal or a file."""
    parts = [f"# {title}"]
    for section in sections:
        lines = (
            f"- {line.text}" + "".join(f"\n  - {more}" for more in line.beside)
            for line in section.lines
        )
        parts += [f"## {section.title}", "\n".join(lines)]
        for one in section.formulas:
            parts += [f"`{one.function}`: {one.about}", _indented(one.formula), f"({one.source})"]
    return "\n\n".join(part for part in parts if part)


def _lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(map(Line, texts))


def _told(
    found: ReleasedEvidence, related: Iterable[ReleasedSecondaryAnalysis], _: Locale
) -> dict[str, str]:
    """What was looked at beside the number, by name, in a sentence."""
    answer, digits = found.answer, found.answer.metric.digits
    told = {one.name: _cross_check(one, digits, _) for one in found.cross_checks}
    told |= {
        one.name: filled(one.text, one.values, _, digits)
        for one in (*found.sensitivity, *found.overlap)
    }
    told |= {one.name: _related(one, digits, _) for one in related}
    for why in (one for one in answer.checks if one.name == "exchanged"):
        told[answer.method] = filled(why.text, why.values, _, digits)
    if answer.matched_share is not None:
        told["matched_share"] = _(
            "{share} of the mentees who could be followed have a comparison.",
            share=_.percent(answer.matched_share),
        )
    return told


def _assumptions(
    method: Method, texts: Sequence[str], told: Mapping[str, str], _: Locale
) -> tuple[Line, ...]:
    lines = []
    for (code, checks), text in zip(method.assumptions.items(), texts, strict=True):
        said = [told[name] for name in checks if name in told] or [_(LATER if checks else NOTHING)]
        lines.append(Line(f"{code}. {_(text)}", tuple(said)))
    return tuple(lines)


def _cross_check(one: CrossCheck, digits: int, _: Locale) -> str:
    if one.estimate is None:
        return _asked(_(one.title), _p(one.values, _))
    figures = (
        _between(one.estimate, _.number, 2)
        if one.unit == "ratio"
        else _between(one.estimate, _.signed, digits)
    )
    return _asked(_(one.title), f"{_(BETWEEN, **figures)}; {_(SUPPORTS[one.agrees])}")


def _related(one: SecondaryAnalysis, digits: int, _: Locale) -> str:
    title = filled(one.title, one.values, _)
    if one.estimate is None:
        return _asked(title, filled(str(one.values["reason"]), one.values, _))
    return _asked(title, _(BETWEEN, **_between(one.estimate, _.signed, digits)))


def _asked(title: str, said: str) -> str:
    return f"{title} {said}" if title.endswith("?") else f"{title}: {said}"


def _p(values: Mapping[str, object], _: Locale) -> str:
    if "p" in values:
        return _("p = {p}", p=_.number(values["p"], 2))
    return filled(str(values.get("reason", LATER)), values, _)


def _between(one: Interval, written: Callable[[float, int], str], digits: int) -> dict[str, str]:
    return {name: written(getattr(one, name), digits) for name in ("estimate", "low", "high")}


def _check(one: Check, _: Locale) -> str:
    said = filled(one.text, one.values, _)
    return said if one.passed is None else f"{'✓' if one.passed else '✗'} {said}"


def _count(n: int | str, _: Locale) -> str:
    return n if isinstance(n, str) else _.number(n)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())

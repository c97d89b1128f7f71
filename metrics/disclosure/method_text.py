"""The method behind a released answer, section by section, in the reader's language.

Formulas are the code's own, in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.disclosure.plain_text import filled, key_lines
from metrics.disclosure.released_answers import (
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedSecondaryAnalysis,
)
from metrics.evaluate import (
    FALLBACK_CHECK,
    Check,
    CrossCheck,
    Interval,
    SecondaryAnalysis,
    sentence_about,
)
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
class MethodLine:
    """A sentence as plain text, and the sentences that belong under it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class MethodSection:
    """A heading, lines, and formulas."""

    title: str
    lines: tuple[MethodLine, ...] = ()
    formulas: tuple[Formula, ...] = ()


def method_sections(
    method: Method,
    evidence: ReleasedEvidence,
    secondary: Iterable[ReleasedSecondaryAnalysis],
    _: Locale,
) -> tuple[MethodSection, ...]:
    """Return the sections of a method, from the question to the references.

    `evidence` and `secondary` are those of one answer. Sections that do not apply to the metric's
    shape are left out.
    """
    answer = evidence.answer
    metric = evidence.answer.metric
    results = result_lines(evidence, secondary, _)
    months = _.plural("{n} month", "{n} months", answer.horizon or 0)
    compared: tuple[MethodLine, ...] = ()
    if method.compared:
        compared = (MethodLine(_(method.compared), tuple(_(key) for key in method.keys)),)
    own_keys = key_lines(answer, _)
    if own_keys:
        compared = (*compared, MethodLine(_("Matching keys"), tuple(own_keys)))
    role = answer.scope.role
    assumptions = [sentence_about(role, text, _) for text in answer.assumptions]
    ties = [sentence_about(role, answer.tie_rule, _)] if answer.tie_rule else []
    sections = [
        MethodSection(_("Question"), _lines([_(metric.question)])),
        MethodSection(_("What it measures"), _lines(_(text) for text in metric.paragraphs)),
        MethodSection(_(ESTIMATED), _lines([_(method.estimand, months=months)])),
        MethodSection(_("Who is compared with whom"), compared),
        MethodSection(_("Who is left out"), _lines(left_out_lines(answer, _))),
        MethodSection(_("Method assumptions"), _assumptions(method, assumptions, results, _)),
        MethodSection(
            _("Checks before reporting"), _lines(_check(check, _) for check in answer.checks)
        ),
        MethodSection(
            _("Other methods"), _lines(results[check.name] for check in evidence.cross_checks)
        ),
        MethodSection(_("Events on the same day"), _lines(ties)),
    ]
    sections = [section for section in sections if section.lines]
    if method.computed:
        title = _("Formulas of the figure and its interval")
        sections.append(MethodSection(title, _lines([_(ENGLISH)]), method.computed))
    if method.checked:
        title = _("Formulas of the checks and of the plan")
        sections.append(MethodSection(title, (), method.checked))
    if method.sources:
        sections.append(MethodSection(_(REFERENCES), _lines(method.sources)))
    return tuple(sections)


def method_markdown(title: str, sections: Sequence[MethodSection]) -> str:
    """Return the sections as Markdown, for a terminal or a file."""
    parts = [f"# {title}"]
    for section in sections:
        lines = (
            f"- {line.text}" + "".join(f"\n  - {detail}" for detail in line.details)
            for line in section.lines
        )
        parts += [f"## {section.title}", "\n".join(lines)]
        for formula in section.formulas:
            parts.append(f"`{formula.function}`: {formula.about}")
            parts.append(_indented(formula.formula))
            parts.append(f"({formula.source})")
    return "\n\n".join(part for part in parts if part)


def _lines(texts: Iterable[str]) -> tuple[MethodLine, ...]:
    return tuple(MethodLine(text) for text in texts)


def left_out_lines(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return a sentence for each reason why people of the question were not compared."""
    return [_(DROPPED[fate], n=_count(n, _)) for fate, n in answer.dropped.items() if n]


def result_lines(
    evidence: ReleasedEvidence, secondary: Iterable[ReleasedSecondaryAnalysis], _: Locale
) -> dict[str, str]:
    """Return a sentence for each thing that was looked at besides the number, by name."""
    answer = evidence.answer
    digits = evidence.answer.metric.digits
    results = {check.name: _cross_check(check, digits, _) for check in evidence.cross_checks}
    for check in (*evidence.sensitivity, *evidence.overlap):
        results[check.name] = filled(check.text, check.values, _, digits)
    for analysis in secondary:
        results[analysis.name] = _secondary(analysis, digits, _)
    for check in answer.checks:
        if check.name == FALLBACK_CHECK:
            results[answer.method] = filled(check.text, check.values, _, digits)
    if answer.matched_share is not None:
        results["matched_share"] = _(
            "{share} of the mentees who could be followed have a comparison.",
            share=_.percent(answer.matched_share),
        )
    return results


def _assumptions(
    method: Method, texts: Sequence[str], results: Mapping[str, str], _: Locale
) -> tuple[MethodLine, ...]:
    lines = []
    for (code, checks), text in zip(method.assumptions.items(), texts, strict=True):
        details = [results[name] for name in checks if name in results]
        if not details:
            details = [_(LATER if checks else NOTHING)]
        lines.append(MethodLine(f"{code}. {text}", tuple(details)))
    return tuple(lines)


def _cross_check(check: CrossCheck, digits: int, _: Locale) -> str:
    if check.estimate is None:
        return _titled(_(check.title), _why_missing(check.values, _))
    if check.unit == "ratio":
        figures = _bounds(check.estimate, _.number, 2)
    else:
        figures = _bounds(check.estimate, _.signed, digits)
    return _titled(_(check.title), f"{_(BETWEEN, **figures)}; {_(SUPPORTS[check.agrees])}")


def _secondary(analysis: SecondaryAnalysis, digits: int, _: Locale) -> str:
    title = filled(analysis.title, analysis.values, _)
    if analysis.estimate is None:
        return _titled(title, filled(str(analysis.values["reason"]), analysis.values, _))
    return _titled(title, _(BETWEEN, **_bounds(analysis.estimate, _.signed, digits)))


def _titled(title: str, text: str) -> str:
    return f"{title} {text}" if title.endswith("?") else f"{title}: {text}"


def _why_missing(values: Mapping[str, object], _: Locale) -> str:
    """Return the p value of a test, or the reason why there is no estimate."""
    p = values.get("p")
    if isinstance(p, int | float):
        return _("p = {p}", p=_.number(p, 2))
    return filled(str(values.get("reason", LATER)), values, _)


def _bounds(
    interval: Interval, written: Callable[[float, int], str], digits: int
) -> dict[str, str]:
    return {
        "estimate": written(interval.estimate, digits),
        "low": written(interval.low, digits),
        "high": written(interval.high, digits),
    }


def _check(check: Check, _: Locale) -> str:
    text = filled(check.text, check.values, _)
    if check.passed is None:
        return text
    return f"✓ {text}" if check.passed else f"✗ {text}"


def _count(n: int | str, _: Locale) -> str:
    return n if isinstance(n, str) else _.number(n)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())

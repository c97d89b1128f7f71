"""A verdict, its reasons, the people and the checks behind an answer, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from metrics.disclosure.plain_text import filled
from metrics.disclosure.released_answers import ReleasedAnswer, ReleasedEvidence
from metrics.disclosure.thresholds import Count
from metrics.evaluate import Check, CrossCheck, Reason, Verdict
from metrics.evaluate.verdict import CANNOT_TELL, WORDS
from metrics.i18n import N_, Locale, Message
from metrics.scope import MENTEE, MENTOR

COMPARED = {
    MENTEE: N_(
        "{mentees} of {asked} mentees, with {mentors} mentors, compared with {others} people in "
        "the comparison group."
    ),
    MENTOR: N_(
        "{mentees} of {asked} mentors, compared with {others} people in the comparison group."
    ),
}
MARKS = {True: "+", False: "-", None: " "}


def verdict_word(verdict: Verdict | None, _: Locale) -> str:
    """Return the word of a verdict in the reader's language; empty where nothing is judged."""
    return "" if verdict is None else _(WORDS[verdict.word])


def reason_sentence(reason: Reason, _: Locale) -> str:
    """Return why a verdict is not `holds`, with its figures."""
    return filled(reason.text, reason.values, _, 2)


def verdict_sentences(
    verdict: Verdict | None, _: Locale, names: Mapping[str, str] | None = None
) -> list[str]:
    """Return the verdict with its word, then each reason once; nothing where none was given.

    `names` holds what the reader calls a category.
    """
    if verdict is None:
        return []
    reasons = ((reason.text, reason.values) for reason in verdict.reasons)
    sentences = sentences_by_category(reasons, names or {}, _, digits=2)
    return [_("Verdict: {word}.", word=verdict_word(verdict, _)), *dict.fromkeys(sentences)]


def sentences_by_category(
    messages: Iterable[Message], names: Mapping[str, str], _: Locale, digits: int = 1
) -> Iterator[str]:
    """Yield each message once, with the `names` of all categories for which it holds."""
    categories_of: dict[tuple[str, tuple[tuple[str, object], ...]], list[str]] = {}
    for text, values in messages:
        figures = tuple((key, value) for key, value in values.items() if key != "category")
        categories = categories_of.setdefault((text, figures), [])
        if "category" in values:
            category = str(values["category"])
            categories.append(names.get(category, category))
    for (text, figures), categories in categories_of.items():
        yield filled(text, {**dict(figures), "category": ", ".join(categories)}, _, digits)


def people_sentence(answer: ReleasedAnswer, _: Locale) -> str:
    """Return in one sentence how many people were compared, of how many, and with whom."""
    numbers = {
        "mentees": answer.n_mentees,
        "asked": answer.n_asked,
        "mentors": answer.n_mentors,
        "others": answer.n_controls,
    }
    counts = {name: _count(number, _) for name, number in numbers.items()}
    return _(COMPARED[answer.scope.role], **counts)


def checked_answer(answer: ReleasedAnswer, evidence: ReleasedEvidence | None, _: Locale) -> str:
    """Return verdict, people and checks of an answer, a line each; empty for a total.

    A check that passed begins with +, one that failed with -, one that informs with a blank.
    """
    if answer.verdict is None:
        return ""
    word, *reasons = verdict_sentences(answer.verdict, _)
    told = answer.verdict.word != CANNOT_TELL or answer.estimate is not None
    lines = [word, *(f"  {reason}" for reason in reasons if told)]
    if not answer.hidden:
        lines.append(people_sentence(answer, _))
        lines += [f"  {line}" for line in check_lines(answer, evidence, _)]
    return "\n".join(lines)


def check_lines(
    answer: ReleasedAnswer, evidence: ReleasedEvidence | None, _: Locale
) -> Iterator[str]:
    """Yield a line per check of the answer and of its evidence."""
    for check in all_checks(answer, evidence):
        yield f"{MARKS[check.passed]} {filled(check.text, check.values, _, 2)}"
    for other in evidence.cross_checks if evidence else ():
        yield f"{MARKS[other.agrees]} {_other_method(other, _)}"


def all_checks(answer: ReleasedAnswer, evidence: ReleasedEvidence | None) -> Sequence[Check]:
    """Return the checks of the answer, then those of its evidence that are no other methods."""
    if evidence is None:
        return answer.checks
    return (*answer.checks, *evidence.data, *evidence.sensitivity, *evidence.overlap)


def _other_method(check: CrossCheck, _: Locale) -> str:
    title = _(check.title)
    p = check.values.get("p")
    if check.estimate is not None:
        ends = (check.estimate.estimate, check.estimate.low, check.estimate.high)
        middle, low, high = (_.number(end, 2) for end in ends)
        figures = _("{middle} (between {low} and {high})", middle=middle, low=low, high=high)
        return f"{title} {figures}" if title.endswith("?") else f"{title}: {figures}"
    if isinstance(p, float):
        return _("{title}: p = {p}", title=title, p=_.number(p, 2))
    if title.endswith("?"):
        return f"{title} {_('Not known.')}"
    return _("{title}: not known", title=title)


def _count(number: Count, _: Locale) -> str:
    return number if isinstance(number, str) else _.number(number)

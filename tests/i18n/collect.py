"""Collect every sentence a person can read, and update the Dutch catalogue (`make messages`).

Sentences are in calls of a locale (`_`, `_.plural`, `context.locale`), in `N_("...")`, in the
contract and the assumptions, and in the Python files of the metrics."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, pofile

from metrics.catalog import catalogue
from metrics.contract import SEVERITIES, sentences
from metrics.i18n import FOLDER
from metrics.value.assumptions import GRADES, default_assumptions
from metrics.value.published import Effect, expectation, studies

ROOT = Path(__file__).parents[2]
DUTCH = FOLDER / "nl.po"
HEADERS = (
    '"Project-Id',
    '"Report-Msgid',
    '"POT-',
    '"PO-',
    '"Last-',
    '"Language-Team',
    '"Generated-By',
)


def collect() -> dict[str | tuple[str, str], list[str]]:
    """Return the files of each sentence (or of each pair of singular and plural), in their order."""
    places: dict[str | tuple[str, str], list[str]] = {}
    for sentence, place in [*_in_code(), *_in_data()]:
        if sentence:
            places.setdefault(sentence, []).append(place)
    return places


def _in_code() -> Iterator[tuple[str | tuple[str, str], str]]:
    for path in sorted([*(ROOT / "metrics").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (message := _message(node)):
                yield message, str(path.relative_to(ROOT))


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    """Return the sentence of `_("...")` and the like, or both of `_.plural("one", "many", n)`."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    texts = tuple(
        argument.value
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )
    if name == "plural":
        return texts if len(texts) == 2 else None
    readers = {"_", "N_"} if isinstance(call.func, ast.Name) else {"locale"}
    return texts[0] if name in readers and texts else None


def _in_data() -> Iterator[tuple[str, str]]:
    yield from ((sentence, "metrics/contract") for sentence in [*sentences(), *SEVERITIES])
    for assumption in default_assumptions().values():
        yield from (
            (text, "metrics/value/assumptions.toml")
            for text in (assumption.meaning, assumption.unit, assumption.source)
        )
    yield from ((grade, "metrics/value/assumptions.toml") for grade in GRADES)
    for study in studies():
        yield from (
            (text, "metrics/value/published.toml")
            for text in (study.finding, study.design, study.source)
        )
    for name in catalogue():
        known = expectation(name)
        for text in () if known is None else (known.judgement, *_of_effects(known.effects)):
            yield text, "metrics/value/published.toml"
    for metric in catalogue().values():
        texts = (
            metric.title,
            metric.question,
            metric.unit,
            metric.more,
            metric.less,
            metric.unclear,
            metric.figure,
            metric.event,
            metric.part,
            metric.shape,
            *metric.paragraphs,
        )
        yield from ((text, f"metrics/catalog/{metric.name}.py") for text in texts)


def _of_effects(effects: tuple[Effect, ...]) -> Iterator[str]:
    for effect in effects:
        yield from (effect.reported, effect.judgement)


def read_dutch() -> Catalog:
    """Return the Dutch catalogue as it is."""
    if not DUTCH.exists():
        return Catalog(locale="nl")
    with DUTCH.open("rb") as file:
        return pofile.read_po(file, locale="nl")


def update() -> tuple[int, int]:
    """Write the catalogue with the current sentences, and keep what is translated.

    Return how many sentences there are and how many lack Dutch.
    """
    known = read_dutch()
    about = "# The product's sentences in Dutch; `make messages` keeps them up to date."
    fresh = Catalog(locale="nl", header_comment=about, fuzzy=False)
    for sentence, places in collect().items():
        message = known.get(sentence if isinstance(sentence, str) else sentence[0])
        fresh.add(
            sentence,
            message.string if message else None,
            [(place, 0) for place in sorted(set(places))],
        )
    written = io.BytesIO()
    pofile.write_po(
        written, fresh, width=110, sort_output=True, omit_header=False, include_lineno=False
    )
    lines = [
        line for line in written.getvalue().decode().splitlines() if not line.startswith(HEADERS)
    ]
    DUTCH.write_text("\n".join(lines) + "\n", encoding="utf-8")
    missing = sum(1 for message in fresh if message.id and not _translated(message.string))
    return len(fresh), missing


def _translated(string: str | tuple[str, ...]) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


if __name__ == "__main__":
    total, missing = update()
    print(f"{total} sentences, {missing} without Dutch: {DUTCH.relative_to(ROOT)}")  # noqa: T201

"""What a reader sees on a page, and whether a sentence of the catalogue is in it."""

from __future__ import annotations

import re
from string import Formatter

from metrics.i18n import locale_for

EN = locale_for("en")
NOT_WORDS = re.compile(r"\b(NaN|nan|None(?! of the)|null|inf|Traceback|Error)\b|\{\w+\}")


def texts(at) -> str:
    """Everything a reader sees as text on the page, as Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    found = [element.value for kind in kinds for element in getattr(at, kind)]
    found += [f"{metric.label} {metric.value}" for metric in at.metric]
    return "\n".join(found)


def shown(at) -> str:
    """The same as a reader sees it, with ordinary spaces."""
    return unescaped(texts(at))


def title(at) -> str:
    """The one title of the page."""
    (found,) = at.title
    return unescaped(found.value)


def unescaped(text: str) -> str:
    """Markdown as a reader sees it, with ordinary spaces."""
    return text.replace("\\", "").replace("\xa0", " ")


def says(text: str, sentence: str, **values: object) -> bool:
    """Whether the text holds that English sentence of the catalogue, with these values; a value that
    is not given may be any."""
    parts = (
        re.escape(literal)
        + ("" if name is None else re.escape(str(values[name])) if name in values else ".+?")
        for literal, name, _format, _conversion in Formatter().parse(sentence)
    )
    pattern = "".join(parts).replace("\xa0", " ")
    return re.search(pattern, unescaped(text)) is not None


def beginning(sentence: str) -> str:
    """A sentence of the catalogue up to its first value."""
    return sentence.partition("{")[0].strip()


def shows(at, sentence: str, **values: object) -> bool:
    """Whether the page says that sentence."""
    return says(texts(at), sentence, **values)


def press(at, key: str):
    """The page after a click on that button."""
    return at.button(key=key).click().run()


def table(at, row: str) -> dict[str, list[str]]:
    """The first table of the page with a row of that name, by the names of its rows."""
    for part in at.markdown:
        if part.value.startswith("|"):
            lines = [
                [cell.strip(" *") for cell in unescaped(line).strip("| ").split(" | ")]
                for line in part.value.splitlines()
            ]
            rows = {line[0]: line[1:] for line in lines[2:]}
            if row in rows:
                return rows
    raise AssertionError(f"no table of the page has a row {row!r}")

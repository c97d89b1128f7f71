"""Text that comes from data, made safe for Markdown and for figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not the space that keeps a number with its unit
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])")


def plain(text: object) -> str:
    """Return the text as Markdown that shows exactly it: no formatting, no links, no pictures."""
    return MARKDOWN.sub(r"\\\1", SPACES.sub(" ", str(text)).strip(" "))


def bold(text: object) -> str:
    """Return the text as Markdown in bold, for a small heading."""
    return f"**{plain(text)}**"


def figure_text(text: object) -> str:
    """Return the text for a figure, which obeys tags: angle brackets become look-alikes."""
    return str(text).replace("<", "‹").replace(">", "›").replace("&", "＆")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: int = 1) -> str:
    """Return a Markdown table; columns from number `right` on (0 is the first) align right."""
    marks = ["---" if column < right else "---:" for column in range(len(header))]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)

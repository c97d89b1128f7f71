"""The product's words: each term once, in English and Dutch, with one line of meaning. Pure.

`glossary.toml` holds them. A page shows the meaning of a term as help; GLOSSARY.md at the top of
the project is written from the same file by `make glossary`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metrics.i18n import Locale

FILE = Path(__file__).with_suffix(".toml")
HEAD = """\
# Glossary

The words of the product, in English and Dutch. Pages, messages and documents use these words, and
no others, for these things. The source is
[`dashboard/text/glossary.toml`](dashboard/text/glossary.toml); `make glossary` writes this page.
"""


@dataclass(frozen=True)
class GlossaryTerm:
    """One word of the product: its name and its meaning by language, and where it is listed."""

    key: str
    section: str
    name: Mapping[str, str]
    meaning: Mapping[str, str]


@cache
def terms() -> Mapping[str, GlossaryTerm]:
    """Return every term by its key, in the order of the glossary."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        key: GlossaryTerm(
            key,
            entry["section"],
            {"en": entry["en"], "nl": entry["nl"]},
            {"en": entry["meaning_en"], "nl": entry["meaning_nl"]},
        )
        for key, entry in content.items()
    }


def meaning(term: str, locale: Locale) -> str:
    """Return what a term means, in the reader's language; KeyError for a key that is not there."""
    return terms()[term].meaning[locale.language]


def name(term: str, locale: Locale) -> str:
    """Return what a reader calls a term, as within a sentence."""
    return terms()[term].name[locale.language]


def glossary_page() -> str:
    """Return GLOSSARY.md: a table per section, with the English meaning."""
    sections: dict[str, list[GlossaryTerm]] = {}
    for term in terms().values():
        sections.setdefault(term.section, []).append(term)
    parts = [HEAD]
    for section, listed in sections.items():
        rows = [f"| {one.name['en']} | {one.name['nl']} | {one.meaning['en']} |" for one in listed]
        head = ["| English | Dutch | Meaning |", "|---|---|---|"]
        parts.append("\n".join([f"## {section}", "", *head, *rows]) + "\n")
    return "\n".join(parts)

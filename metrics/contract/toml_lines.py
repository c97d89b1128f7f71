"""The line of a company.toml in which an entry stands; the parser does not keep it."""

from __future__ import annotations

import re

HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
ENTRY = re.compile(r"^\s*([A-Za-z0-9_\-.\"' ]+?)\s*=")


def line_of(text: str, path: str) -> int | None:
    """Return the line of an entry, such as `staff.attributes.age`.

    An entry inside another (`{ type = "number" }`) has the line of the nearest that has one of its
    own. None where nothing of the path is found.
    """
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            section = _plain(header[1])
            found.setdefault(section, number)
        elif entry := ENTRY.match(line):
            name = _plain(entry[1])
            found.setdefault(f"{section}.{name}" if section else name, number)
    while path and path not in found:
        path = path.rpartition(".")[0]
    return found.get(path)


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)

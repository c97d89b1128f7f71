"""A file with one `select`: its grain, the tables it reads and the table it makes, from its header.

The header is the comment that the file begins with. Its prose says what one row is; a line
`-- reads: a, b` names the tables read, and `-- makes: c` the table that a session keeps of it
(`-- makes: c (view)` where the rows are not copied). A query has no `makes`: its rows go to Python.
A test holds every declaration to what the SQL names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

READS = "reads: "
MAKES = "makes: "
VIEW = " (view)"


@dataclass(frozen=True)
class SqlFile:
    """One `select`. `label` is its folder and name; `makes` is empty for a query."""

    label: str
    text: str
    grain: str
    reads: tuple[str, ...]
    makes: str
    view: bool


def sql_file(path: Path) -> SqlFile:
    """Return the file with its header taken apart; a file without declarations reads nothing."""
    text = path.read_text(encoding="utf-8-sig")
    lines = _header(text)
    made = "".join(line.removeprefix(MAKES) for line in lines if line.startswith(MAKES))
    return SqlFile(
        label=f"{path.parent.name}/{path.name}",
        text=text,
        grain=grain(text),
        reads=tuple(
            name.strip()
            for line in lines
            if line.startswith(READS)
            for name in line.removeprefix(READS).split(",")
        ),
        makes=made.removesuffix(VIEW),
        view=made.endswith(VIEW),
    )


def grain(text: str) -> str:
    """Return what one row is: the prose of the header, '' without one."""
    return " ".join(line for line in _header(text) if not line.startswith((READS, MAKES)))


def _header(text: str) -> list[str]:
    return [line[2:].strip() for line in text.splitlines() if line.startswith("--")]

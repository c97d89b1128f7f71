"""What the XML of an XLSX file holds that its reader does not give.

That is how large the sheets are, and which cells hold the error of a formula.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

SUFFIXES = (".xlsx", ".xlsm")
LARGEST_UNPACKED = 500_000_000
SUSPECT_UNPACKED = 50_000_000
SUSPECT_RATIO = 100
MOST_CELLS = 50_000_000
MOST_COLUMNS = 16_384

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")  # of a row or a cell
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)


@dataclass(frozen=True)
class SheetXml:
    """One sheet: the cells a reader makes of it, and its formula errors.

    `cells` is rows times columns, empty cells included. `errors` gives (row from 1, column from 0)
    -> the text of the error; readers give such cells as empty.
    """

    cells: int
    errors: dict[tuple[int, int], str]


def unpacked_size(path: Path) -> int:
    """Return the bytes that an archive declares to hold; 0 for a file that is no archive."""
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def is_suspect(unpacked: int, packed: int) -> bool:
    """Return whether an archive of these sizes (bytes) holds more than a company's tables would."""
    return unpacked > LARGEST_UNPACKED or (
        unpacked > SUSPECT_UNPACKED and unpacked > SUSPECT_RATIO * packed
    )


def scan(path: Path) -> dict[str, SheetXml]:
    """Return every sheet by its name.

    Raises KeyError, zipfile.BadZipFile or ElementTree.ParseError for a damaged file.
    """
    with zipfile.ZipFile(path) as archive:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        parts = {sheet.get("name", ""): f"xl/{targets.get(sheet.get(_LINK))}" for sheet in sheets}
        names = set(archive.namelist())
        return {name: _sheet(archive.read(part)) for name, part in parts.items() if part in names}


def _sheet(xml: bytes) -> SheetXml:
    rows: set[int] = set()
    columns: set[bytes] = set()
    for place in _PLACE.finditer(xml):
        rows.add(int(place[2][:12]))
        columns.add(place[1][:8].upper())
    height = max(rows, default=0)
    width = max(map(_column_number, columns), default=0) + 1
    # A reader takes row 0 for the last possible row.
    is_sound = min(rows, default=1) > 0 and width <= MOST_COLUMNS
    errors = {
        (int(cell[2]), _column_number(cell[1])): cell[3].decode()
        for cell in _ERROR_CELL.finditer(xml)
    }
    return SheetXml(height * width if is_sound else MOST_CELLS + 1, errors)


def _column_number(letters: bytes) -> int:
    """Return the number of a column: `A` is 0, `Z` 25, `AA` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1

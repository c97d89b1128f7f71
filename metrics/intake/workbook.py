"""Workbooks (XLSX, XLSM, XLS, ODS) and Parquet: files whose cells have types of their own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from metrics.contract.findings import finding
from metrics.intake.lines import Line, Reading, Sheet, UnreadableError, cell

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
PARQUET_SUFFIXES = (".parquet",)
LARGEST_UNPACKED = 500_000_000
SUSPECT_UNPACKED, SUSPECT_RATIO = 50_000_000, 100
BATCH = 50_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook that hold anything.

    Raises UnreadableError where the file is no workbook, is protected, or unpacks to more than a table would.
    """
    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        heights = {name: book.get_sheet_by_name(name).height for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=str(error))) from error
    return [
        Sheet(f"{path.name}, {name}", name, (_reading(path, name, height),))
        for name, height in heights.items()
        if height
    ]


def parquet_sheets(path: Path) -> list[Sheet]:
    """The one table of a Parquet file; its lines are numbered from 1 without a header. Raises UnreadableError."""
    try:
        rows = pq.read_metadata(path).num_rows
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=str(error))) from error
    return [Sheet(path.name, path.stem, (Reading("Parquet", partial(_parquet_lines, path), lambda: rows),))]


def _reading(path: Path, name: str, height: int) -> Reading:
    return Reading("workbook", partial(_sheet_lines, path, name), lambda: height)


def _sheet_lines(path: Path, name: str) -> Iterator[Line]:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)
        errors = formula_errors(path).get(name, {})
    except (CalamineError, OSError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=str(error))) from error
    for number, row in enumerate(rows, start=1):
        yield number, [errors.get((number, place)) or cell(value) for place, value in enumerate(row)]


def formula_errors(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """The cells that hold the error of a formula, per sheet: (row from 1, column from 0) -> its text.

    The reader gives them as empty cells, which would lose them silently. Only XLSX and XLSM can be looked into.
    """
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as archive:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
        for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
            part = f"xl/{targets.get(sheet.get(_LINK))}"
            if part in archive.namelist():
                cells = _ERROR_CELL.finditer(archive.read(part))
                found[sheet.get("name", "")] = {
                    (int(one[2]), _column_number(one[1].decode())): one[3].decode() for one in cells
                }
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parquet_lines(path: Path) -> Iterator[Line]:
    try:
        with pq.ParquetFile(path) as file:
            yield 0, list(file.schema_arrow.names)
            number = 0
            for batch in file.iter_batches(batch_size=BATCH):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, [cell(value) for value in row]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=str(error))) from error


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableError(finding("file.unreadable", file=path.name, reason=str(error))) from error
    suspect = unpacked > SUSPECT_UNPACKED and unpacked > SUSPECT_RATIO * path.stat().st_size
    if suspect or unpacked > LARGEST_UNPACKED:
        raise UnreadableError(finding("file.too_large", file=path.name, size=unpacked // 1_000_000))

"""Workbooks (XLSX, XLSM, XLS, ODS) and Parquet: files whose cells have types of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from metrics.contract.findings import finding
from metrics.intake import xlsx
from metrics.intake.cells import cell_text
from metrics.intake.sheets import Reading, SourceSheet, TextRow, UnreadableError

SUFFIXES = (*xlsx.SUFFIXES, ".xls", ".ods")
PARQUET_SUFFIXES = (".parquet",)
BATCH = 50_000
FormulaErrors = dict[tuple[int, int], str]
"""The text of a formula's error by row (from 1) and column (from 0)."""


def sheets(path: Path) -> list[SourceSheet]:
    """Return the sheets of a workbook that hold anything.

    Raises UnreadableError if the file is no workbook, is protected, or is larger than a company's
    tables would be.
    """
    with _readable(path):
        unpacked = xlsx.unpacked_size(path)
        if xlsx.is_suspect(unpacked, path.stat().st_size):
            raise UnreadableError(
                finding("file.too_large", file=path.name, size=unpacked // 1_000_000)
            )
        scanned = xlsx.scan(path) if path.suffix.lower() in xlsx.SUFFIXES else {}
        for name, sheet in scanned.items():
            if sheet.cells > xlsx.MOST_CELLS:
                raise UnreadableError(finding("file.too_wide", file=path.name, sheet=name))
        book = CalamineWorkbook.from_path(str(path))
        heights = {name: book.get_sheet_by_name(name).height for name in book.sheet_names}
    return [
        _sheet(path, name, height, scanned[name].errors if name in scanned else {})
        for name, height in heights.items()
        if height
    ]


def parquet_sheets(path: Path) -> list[SourceSheet]:
    """Return the one table of a Parquet file, its rows numbered from 1 without the header.

    Raises UnreadableError if the file is no Parquet.
    """
    with _readable(path):
        row_count = pq.read_metadata(path).num_rows
    reading = Reading("Parquet", partial(_parquet_rows, path), lambda: row_count)
    return [SourceSheet(path.name, path.stem, (reading,))]


def _sheet(path: Path, name: str, height: int, errors: FormulaErrors) -> SourceSheet:
    reading = Reading("workbook", partial(_sheet_rows, path, name, errors), lambda: height)
    return SourceSheet(f"{path.name}, {name}", name, (reading,))


def _sheet_rows(path: Path, name: str, errors: FormulaErrors) -> Iterator[TextRow]:
    """Yield every row with its number in the sheet; a formula's error is the cell's text."""
    with _readable(path):
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(rows, start=1):
        cells = [errors.get((number, place)) or cell_text(value) for place, value in enumerate(row)]
        yield number, cells


def _parquet_rows(path: Path) -> Iterator[TextRow]:
    with _readable(path), pq.ParquetFile(path) as file:
        yield 0, list(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, [cell_text(value) for value in row]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn every way in which a reader can fail on this file into an UnreadableError.

    The workbook reader can panic with an exception that is no `Exception`.
    """
    try:
        yield
    except UnreadableError:
        raise
    except BaseException as error:
        panicked = type(error).__name__ == "PanicException"
        if not isinstance(error, Exception) and not panicked:
            raise
        raise UnreadableError(
            finding("file.unreadable", file=path.name, reason=str(error))
        ) from error

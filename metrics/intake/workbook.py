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
from metrics.intake.lines import Line, Reading, Sheet, UnreadableError, cell

SUFFIXES = (*xlsx.SUFFIXES, ".xls", ".ods")
PARQUET_SUFFIXES = (".parquet",)
BATCH = 50_000
Errors = dict[tuple[int, int], str]


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook that hold anything.

    Raises UnreadableError where the file is no workbook, is protected, or is larger than a
    company's tables would be.
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


def parquet_sheets(path: Path) -> list[Sheet]:
    """The one table of a Parquet file; its lines are numbered from 1 without a header. Raises
    UnreadableError.
    """
    with _readable(path):
        rows = pq.read_metadata(path).num_rows
    return [
        Sheet(
            path.name, path.stem, (Reading("Parquet", partial(_parquet_lines, path), lambda: rows),)
        )
    ]


def _sheet(path: Path, name: str, height: int, errors: Errors) -> Sheet:
    reading = Reading("workbook", partial(_sheet_lines, path, name, errors), lambda: height)
    return Sheet(f"{path.name}, {name}", name, (reading,))


def _sheet_lines(path: Path, name: str, errors: Errors) -> Iterator[Line]:
    """Every row with its number in the sheet; a cell with the error of a formula is the error's
    text.
    """
    with _readable(path):
        rows = (
            CalamineWorkbook.from_path(str(path))
            .get_sheet_by_name(name)
            .to_python(skip_empty_area=False)
        )
    for number, row in enumerate(rows, start=1):
        yield (
            number,
            [errors.get((number, place)) or cell(value) for place, value in enumerate(row)],
        )


def _parquet_lines(path: Path) -> Iterator[Line]:
    with _readable(path), pq.ParquetFile(path) as file:
        yield 0, list(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, [cell(value) for value in row]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns every way in which a reader can fail on this file into an UnreadableError."""
    try:
        yield
    except UnreadableError:
        raise
    except BaseException as error:
        crashed = (
            type(error).__name__ == "PanicException"
        )  # of the workbook reader: no Exception, unlike others
        if not isinstance(error, Exception) and not crashed:
            raise
        raise UnreadableError(
            finding("file.unreadable", file=path.name, reason=str(error))
        ) from error

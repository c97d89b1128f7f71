"""Which file or sheet of a folder holds which table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from metrics.contract import TABLES, Table, match_key
from metrics.contract.findings import Finding, finding
from metrics.contract.settings import FILE as COMPANY_FILE
from metrics.intake import delimited, workbook
from metrics.intake.header import find_header
from metrics.intake.sheets import Dropped, SourceSheet, UnreadableError

OPENERS: dict[str, Callable[[Path], list[SourceSheet]]] = {
    **dict.fromkeys(delimited.SUFFIXES, delimited.sheets),
    **dict.fromkeys(workbook.SUFFIXES, workbook.sheets),
    **dict.fromkeys(workbook.PARQUET_SUFFIXES, workbook.parquet_sheets),
}
"""How a file is opened, by its suffix."""


@dataclass(frozen=True)
class Survey:
    """What a folder holds: the sheet of each table, what was not used, and the findings."""

    sheets: Mapping[str, SourceSheet]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def survey(folder: Path) -> Survey:
    """Return the tables of a folder, found by the names of its files and sheets.

    Folders inside it are not searched. Two candidates for one table are a finding that asks, unless
    all but one hold no rows. A name that fits no table is listed as dropped.
    """
    if not folder.is_dir():
        return Survey({}, (), (finding("folder.missing", value=folder.name),))
    candidates: dict[str, list[SourceSheet]] = {}
    dropped: list[Dropped] = []
    findings: list[Finding] = []
    for path in _files(folder, findings):
        try:
            sheets = _sheets_with_tables(path)
        except UnreadableError as error:
            findings.append(error.finding)
            continue
        for sheet, tables in sheets:
            if len(tables) > 1:
                names = ", ".join(sorted(tables))
                findings.append(finding("folder.unclear_name", file=sheet.file, candidates=names))
            elif tables:
                candidates.setdefault(tables.pop(), []).append(sheet)
            else:
                dropped.append(Dropped(sheet.file))
    chosen = {
        name: only_sheet
        for name, sheets_of_table in candidates.items()
        if (only_sheet := _choose(name, sheets_of_table, findings, dropped))
    }
    return Survey(chosen, tuple(dropped), (*findings, *_missing_tables(candidates)))


def table_names(name: str) -> set[str]:
    """Return the tables that a file or sheet name fits.

    The whole name goes before words in it (`export_personeel_2025`).
    """
    name = unicodedata.normalize("NFC", name)
    tables = {match_key(text): table.name for table in TABLES.values() for text in table.names()}
    if match_key(name) in tables:
        return {tables[match_key(name)]}
    words = [match_key(word) for word in re.split(r"[\W\d_]+", name)]
    return {tables[word] for word in words if word in tables}


def _files(folder: Path, findings: list[Finding]) -> list[Path]:
    """Return the files that may hold tables; a link out of the folder is a finding."""
    files = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name == COMPANY_FILE or path.is_dir():
            continue
        if path.resolve().is_relative_to(folder.resolve()):
            files.append(path)
        else:
            findings.append(finding("folder.outside", file=path.name))
    return files


def _sheets_with_tables(path: Path) -> list[tuple[SourceSheet, set[str]]]:
    """Return the sheets of one file, each with the tables that its name fits.

    In a workbook whose sheets have other names, the name of the file decides.
    """
    suffix = path.suffix.lower()
    may_hold_tables = suffix in workbook.SUFFIXES or bool(table_names(path.stem))
    if suffix not in OPENERS or not may_hold_tables:
        return [(SourceSheet(path.name, path.stem, ()), set())]
    sheets = OPENERS[suffix](path)
    by_sheet = [(sheet, table_names(sheet.name)) for sheet in sheets]
    by_file = table_names(path.stem)
    if any(tables for _sheet, tables in by_sheet) or len(by_file) != 1:
        return by_sheet
    table = TABLES[next(iter(by_file))]
    complete = [sheet for sheet in sheets if _has_required_columns(sheet, table)] or sheets
    return [(sheet, {table.name} if sheet in complete else set()) for sheet in sheets]


def _has_required_columns(sheet: SourceSheet, table: Table) -> bool:
    candidate = find_header(sheet, table)
    return candidate is not None and not candidate[1].missing


def _choose(
    name: str, sheets: list[SourceSheet], findings: list[Finding], dropped: list[Dropped]
) -> SourceSheet | None:
    """Return the one sheet that holds the table; sheets without rows do not compete."""
    with_rows = [
        sheet for sheet in sheets if len(sheets) == 1 or _has_rows(sheet, TABLES[name])
    ] or sheets[:1]
    if len(with_rows) > 1:
        files = "; ".join(sheet.file for sheet in with_rows)
        findings.append(finding("folder.two_candidates", table=name, candidates=files))
        return None
    dropped += [Dropped(sheet.file) for sheet in sheets if sheet is not with_rows[0]]
    return with_rows[0]


def _has_rows(sheet: SourceSheet, table: Table) -> bool:
    """Return whether anything follows the header.

    A sheet that cannot be read or has no header counts as having rows.
    """
    try:
        candidate = find_header(sheet, table)
        if candidate is None:
            return True
        reading, header = candidate
        return any(any(cells) for line, cells in reading.rows() if line > header.line)
    except UnreadableError:
        return True


def _missing_tables(candidates: Mapping[str, list[SourceSheet]]) -> list[Finding]:
    """Return a finding per required table that no file or sheet was found for."""
    return [
        finding(
            "folder.pairings_missing" if table.name == "pairings" else "folder.table_missing",
            table=table.name,
            known=", ".join(table.names()),
        )
        for table in TABLES.values()
        if table.required and table.name not in candidates
    ]

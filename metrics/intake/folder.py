"""Which file or sheet of a folder is which table."""

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
from metrics.intake.lines import Dropped, Sheet, UnreadableError

OPENERS: dict[str, Callable[[Path], list[Sheet]]] = {
    **dict.fromkeys(delimited.SUFFIXES, delimited.sheets),
    **dict.fromkeys(workbook.SUFFIXES, workbook.sheets),
    **dict.fromkeys(workbook.PARQUET_SUFFIXES, workbook.parquet_sheets),
}


@dataclass(frozen=True)
class Survey:
    """What a folder holds: the sheet of each table found, what was not used, and findings."""

    sheets: Mapping[str, Sheet]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def survey(folder: Path) -> Survey:
    """Finds the tables of a folder by the names of its files and sheets; folders inside it are not
    searched.

    Two candidates for one table are a finding that asks, unless all but one hold no rows. A name
    that fits no table is listed as dropped.
    """
    if not folder.is_dir():
        return Survey({}, (), (finding("folder.missing", value=folder.name),))
    candidates: dict[str, list[Sheet]] = {}
    dropped: list[Dropped] = []
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name == COMPANY_FILE or path.is_dir():
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            findings.append(finding("folder.outside", file=path.name))
            continue
        try:
            named = _named(path)
        except UnreadableError as error:
            findings.append(error.finding)
            continue
        for sheet, tables in named:
            if len(tables) > 1:
                names = ", ".join(sorted(tables))
                findings.append(finding("folder.unclear_name", file=sheet.file, candidates=names))
            elif tables:
                candidates.setdefault(tables.pop(), []).append(sheet)
            else:
                dropped.append(Dropped(sheet.file))
    chosen = {
        name: sheet
        for name in candidates
        if (sheet := _choose(name, candidates[name], findings, dropped))
    }
    return Survey(chosen, tuple(dropped), (*findings, *_missing(candidates)))


def table_names(name: str) -> set[str]:
    """The tables that a file or sheet name fits: the whole name, or else words within it
    (`export_personeel_2025`).
    """
    name = unicodedata.normalize("NFC", name)
    names = {
        match_key(text): table.name
        for table in TABLES.values()
        for text in (table.name, table.dutch, *table.files)
    }
    if match_key(name) in names:
        return {names[match_key(name)]}
    words = [match_key(word) for word in re.split(r"[\W\d_]+", name)]
    return {names[word] for word in words if word in names}


def _named(path: Path) -> list[tuple[Sheet, set[str]]]:
    """The sheets of one file with the tables that their names fit."""
    if path.suffix.lower() not in OPENERS:
        return [(Sheet(path.name, path.stem, ()), set())]
    if path.suffix.lower() not in workbook.SUFFIXES and not table_names(path.stem):
        return [(Sheet(path.name, path.stem, ()), set())]
    sheets = OPENERS[path.suffix.lower()](path)
    by_sheet = [(sheet, table_names(sheet.name)) for sheet in sheets]
    by_file = table_names(path.stem)
    if any(tables for _, tables in by_sheet) or len(by_file) != 1:
        return by_sheet
    table = TABLES[next(iter(by_file))]
    whole = [sheet for sheet in sheets if _names_all(sheet, table)] or sheets
    return [(sheet, {table.name} if sheet in whole else set()) for sheet in sheets]


def _names_all(sheet: Sheet, table: Table) -> bool:
    found = find_header(sheet, table)
    return found is not None and not found[1].missing


def _choose(
    name: str, sheets: list[Sheet], findings: list[Finding], dropped: list[Dropped]
) -> Sheet | None:
    """The one sheet that holds the table; sheets without a row below their header do not
    compete.
    """
    full = [
        sheet for sheet in sheets if len(sheets) == 1 or _has_rows(sheet, TABLES[name])
    ] or sheets[:1]
    if len(full) > 1:
        files = "; ".join(sheet.file for sheet in full)
        findings.append(finding("folder.two_candidates", table=name, candidates=files))
        return None
    dropped += [Dropped(sheet.file) for sheet in sheets if sheet is not full[0]]
    return full[0]


def _has_rows(sheet: Sheet, table: Table) -> bool:
    """Whether anything stands below the header; a sheet that cannot be read or has no header counts
    as having rows.
    """
    try:
        found = find_header(sheet, table)
        if found is None:
            return True
        reading, header = found
        return any(any(cells) for line, cells in reading.lines() if line > header.line)
    except UnreadableError:
        return True


def _missing(candidates: Mapping[str, list[Sheet]]) -> list[Finding]:
    """A finding per required table that no file or sheet was found for."""
    return [
        finding(
            "folder.pairings_missing" if table.name == "pairings" else "folder.table_missing",
            table=table.name,
            known=", ".join((table.name, table.dutch, *table.files)),
        )
        for table in TABLES.values()
        if table.required and table.name not in candidates
    ]

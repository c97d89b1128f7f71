"""The drawn company as other programs would have exported it, and the typed tables that intake
makes of a folder."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import duckdb

from metrics.contract import TABLES, Column
from metrics.contract.settings import CompanySettings, read_settings
from metrics.intake import StagedFolder, stage_folder
from tests.contract.drawn_company import ONE_MORE, rows

Rows = dict[str, list[tuple]]


def typed(folder: Path, settings: CompanySettings | None = None) -> tuple[Rows, StagedFolder]:
    """The typed rows of every table, sorted and without file and line, and what intake said."""
    settings = settings or read_settings(folder)[0]
    with duckdb.connect() as con:
        staged = stage_folder(folder, con=con, settings=settings)
        return {
            name: con.execute(
                f"select {', '.join(column.name for column in table.columns)} from {name} order by all"
            ).fetchall()
            for name, table in TABLES.items()
        }, staged


def dutch(column: Column, text: str, *, date_format: str = "%d-%m-%Y") -> str:
    """One value as a Dutch program writes it."""
    if not text:
        return ""
    if column.type == "date":
        return date.fromisoformat(text).strftime(date_format)
    if column.type in ("number", "integer"):
        return text.replace(".", ",")
    if column.type == "boolean":
        return {"yes": "Ja", "no": "nee"}[text]
    if column.type == "choice":
        return column.choices[text][0].capitalize()
    return text


def dutch_rows(table: str, **options: str) -> list[list[str]]:
    """The table with Dutch headers and values, the header first."""
    columns = [TABLES[table].column(name) for name in rows(table)[0]]
    body = [
        [dutch(column, row[column.name], **options) for column in columns] for row in rows(table)
    ]
    return [[column.dutch for column in columns], *body]


def as_text(lines: list[list[str]], separator: str) -> str:
    """Lines as a text file with that separator and the line ends of Windows."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue()


def write_dutch(
    folder: Path, *, separator: str = ";", encoding: str = "cp1252", **options: str
) -> None:
    """The whole company as a Dutch export: Dutch names, dates with the day first, decimal
    commas."""
    folder.mkdir(exist_ok=True)
    for table in ONE_MORE:
        text = as_text(dutch_rows(table, **options), separator)
        (folder / f"{TABLES[table].dutch}.csv").write_bytes(text.encode(encoding))
    (folder / "company.toml").write_text('[formats]\ndates = "dd-mm-yyyy"\n', encoding="utf-8")

"""The sample company as other systems write it: the same tables in other files."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import xlsxwriter

from metrics.contract import TABLES, Table
from tests.conftest import SAMPLE


def rows(name: str) -> list[dict[str, str]]:
    """The sample company's table of that name, as text."""
    with (SAMPLE / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def present_tables() -> dict[str, Table]:
    """The tables that the sample company holds."""
    return {name: table for name, table in TABLES.items() if (SAMPLE / f"{name}.csv").exists()}


def dutch(text: str, kind: str) -> str:
    """The value as a Dutch system writes it: 31-12-2025, 1.234,50, ja."""
    if not text:
        return ""
    if kind == "date":
        return date.fromisoformat(text).strftime("%d-%m-%Y")
    if kind in ("number", "integer"):
        whole, _, part = f"{float(text):,.2f}".replace(",", ".").rpartition(".")
        return (
            f"{whole},{part}"
            if float(text) != int(float(text)) or float(text) >= 1000
            else str(int(float(text)))
        )
    return {"true": "ja", "false": "nee"}.get(text.lower(), text) if kind == "boolean" else text


def dutch_files(folder: Path) -> Path:
    """Semicolons, decimal commas, Windows-1252, Dutch headers, and a title above the header."""
    folder.mkdir()
    shutil.copy(SAMPLE / "company.toml", folder)
    for name, table in present_tables().items():
        present = rows(name)
        columns = [column for column in table.columns if column.name in present[0]]
        with (folder / f"{table.title('nl')}.csv").open("w", newline="", encoding="cp1252") as file:
            out = csv.writer(file, delimiter=";")
            out.writerow(["Overzicht personeelszaken – vertrouwelijk"])
            out.writerow([])
            out.writerow([column.header("nl") for column in columns])
            out.writerows([dutch(row[c.name], c.type) for c in columns] for row in present)
    return folder


def workbook(folder: Path) -> Path:
    """One workbook, a sheet per table, dates and numbers as Excel holds them."""
    folder.mkdir()
    shutil.copy(SAMPLE / "company.toml", folder)
    with xlsxwriter.Workbook(folder / "export.xlsx", {"default_date_format": "dd-mm-yyyy"}) as book:
        for name, table in present_tables().items():
            sheet, present = book.add_worksheet(table.title("nl")), rows(name)
            columns = [column for column in table.columns if column.name in present[0]]
            sheet.write_row(0, 0, [column.header("nl") for column in columns])
            for line, row in enumerate(present, start=1):
                for at, column in enumerate(columns):
                    text = row[column.name]
                    if not text:
                        continue
                    if column.type == "date":
                        sheet.write_datetime(line, at, date.fromisoformat(text))
                    elif column.type in ("number", "integer"):
                        sheet.write_number(line, at, float(text))
                    elif column.type == "boolean":
                        sheet.write_boolean(line, at, text.lower() == "true")
                    else:
                        sheet.write_string(line, at, text)
    return folder

"""A company's files as they were on an earlier day: what happened later is not in them."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

from metrics.contract import TABLES

KNOWN_AHEAD = {"planned_end_date"}
TOLD_LATER = {"exit_date": ("exit_reason",), "end_date": ("end_reason",)}


def files_until(folder: Path, target: Path, day: date) -> Path:
    """Copy a folder of files, cut off at that day; return the new folder."""
    shutil.copytree(folder, target)
    for name, table in TABLES.items():
        path = target / f"{name}.csv"
        if not path.exists():
            continue
        dates = [column for column in table.columns if column.type == "date"]
        needed = [column.name for column in dates if column.required]
        optional = [
            column.name
            for column in dates
            if not column.required and column.name not in KNOWN_AHEAD
        ]
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header = list(reader.fieldnames or [])
            rows = [row for row in reader if not any(_after(row, one, day) for one in needed)]
        for row in rows:
            for column in optional:
                if _after(row, column, day):
                    row.update(dict.fromkeys((column, *TOLD_LATER.get(column, ())), ""))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)
    settings = target / "company.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"as_of = .*", f"as_of = {day}", text), encoding="utf-8")
    return target


def _after(row: dict[str, str], column: str, day: date) -> bool:
    return bool(row.get(column)) and row[column] > day.isoformat()

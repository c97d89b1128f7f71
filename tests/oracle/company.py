"""The company's clean files, read with the csv module."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .people import Tables

NAMES = ("staff", "positions", "reviews", "pairings")
DATES = {
    "hire_date",
    "exit_date",
    "observed_from",
    "last_seen",
    "valid_from",
    "review_date",
    "start_date",
    "planned_end_date",
    "end_date",
}
NUMBERS = {"fte", "annual_salary", "score", "scale_max", "agreed_hours"}


@dataclass(frozen=True)
class Company:
    """What company.toml says and the definitions need."""

    as_of: date
    review_cycle_months: int


def read_company(folder: Path | str) -> tuple[Tables, Company]:
    """The four tables and the settings: UTF-8, comma, ISO dates; an absent file is an empty
    table."""
    folder = Path(folder)
    tables = {name: read_table(folder / f"{name}.csv") for name in NAMES}
    settings = tomllib.loads((folder / "company.toml").read_text(encoding="utf-8"))
    return tables, Company(settings["as_of"], settings["review_cycle_months"])


def read_table(path: Path) -> list[dict]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {name: _typed(name, text) for name, text in row.items()} for row in csv.DictReader(file)
        ]


def _typed(name: str, text: str) -> date | float | str | None:
    if text == "":
        return None
    if name in DATES:
        return date.fromisoformat(text)
    return float(text) if name in NUMBERS else text

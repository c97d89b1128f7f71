"""Folders of files for tests of what is found in them: the drawn company with other files in it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from metrics.warehouse.folder_check import Report, check_folder
from tests.contract.drawn_company import write_company

HEAD = "person_id,hire_date,department,exit_date,fte,exit_reason,high_potential,annual_salary\n"
PAIRINGS = "pairing_id,mentor_id,mentee_id,category,start_date\n"
Files = Mapping[str, str | bytes]


def check(folder: Path, **options: object) -> Report:
    with duckdb.connect() as con:
        return check_folder(folder, con=con, today=date(2026, 6, 1), **options)


def write(folder: Path, files: Files) -> None:
    """The drawn company with other files; text "" or None takes a file away."""
    write_company(folder)
    for name, content in files.items():
        if not content:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

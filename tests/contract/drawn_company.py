"""A company drawn by hand that breaks no rule, as texts that tests change and write to a folder."""

from __future__ import annotations

import csv
import io
from pathlib import Path

FOLDER = Path(__file__).parent / "company"
ONE_MORE = {
    "staff": {"person_id": "N1", "hire_date": "2020-01-01", "department": "Sales"},
    "positions": {"person_id": "P1", "valid_from": "2022-01-01", "department": "Sales"},
    "reviews": {"person_id": "P1", "review_date": "2024-06-30", "score": "4", "scale_max": "5", "reviewer_id": "M1"},
    "pairings": {
        "pairing_id": "K2", "mentor_id": "M1", "mentee_id": "M2", "category": "customers", "start_date": "2024-05-01",
    },
    "meetings": {"pairing_id": "K1", "held_on": "2024-04-01", "minutes": "60", "kind": "mentoring"},
    "categories": {"category": "risk"},
    "customers": {"customer_id": "C2", "owner_id": "P1", "started_on": "2021-01-01"},
    "invitations": {"person_id": "M2", "role": "mentor", "category": "customers", "invited_on": "2024-03-01"},
    "rewards": {"person_id": "M1", "given_on": "2024-06-30", "form": "recognition"},
    "checkins": {"pairing_id": "K1", "person_id": "M1", "held_on": "2024-04-15", "outcome": "going_well"},
    "trainings": {"person_id": "M1", "training": "Listening", "cost": "450"},
    "mentor_profiles": {"person_id": "M2", "category": "customers", "assessed_on": "2025-04-01"},
    "practices": {"practice_id": "W2", "expert_id": "M1", "category": "customers", "recorded_on": "2025-06-01"},
    "adoptions": {"practice_id": "W1", "person_id": "M2", "adopted_on": "2025-06-01"},
    "measures": {
        "person_id": "P1", "period_end": "2025-09-30", "measure": "incidents", "value": "1", "exposure": "400",
    },
    "lottery_entries": {
        "lottery_id": "L9", "person_id": "M1", "category": "customers", "drawn_on": "2024-01-22", "drawn": "no",
    },
}  # fmt: skip


def rows(table: str) -> list[dict[str, str]]:
    """The rows of one table, as texts by column."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_company(folder: Path, **more: dict[str, object]) -> dict[str, int]:
    """Writes the company as clean CSV, with one more row in each table of `more`; returns the line
    of that row."""
    (folder / "company.toml").write_text(
        (FOLDER / "company.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    lines = {}
    for table in ONE_MORE:
        drawn = rows(table)
        if table in more:
            drawn.append(
                {**ONE_MORE[table], **{name: str(value) for name, value in more[table].items()}}
            )
            lines[table] = len(drawn) + 1
        text = to_csv(drawn, list(rows(table)[0]))
        (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    return lines


def to_csv(drawn: list[dict[str, str]], columns: list[str], separator: str = ",") -> str:
    """Rows as the text of a file with separators, its header first."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(drawn)
    return text.getvalue()

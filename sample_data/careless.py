"""A small copy of the sample company with planted faults, for the check command.

Run `python -m sample_data.careless sample_data/company sample_data/careless`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PAIRINGS = 14
STAFF = 60
PEOPLE_COLUMNS = {
    "staff": "person_id",
    "positions": "person_id",
    "reviews": "person_id",
    "customers": "owner_id",
    "invitations": "person_id",
    "trainings": "person_id",
    "mentor_profiles": "person_id",
}

Row = dict[str, str]


@dataclass(frozen=True)
class PlantedFault:
    """One careless value: its table, line (the header is line 1), column and description.

    `value` may be computed from the row's other values. With an empty column the line is repeated
    at the end of the file.
    """

    table: str
    line: int
    column: str
    value: str | Callable[[Row], str]
    description: str


def before(column: str) -> Callable[[Row], str]:
    """Return a function that gives the day ten days before another column of the row."""
    return lambda row: (date.fromisoformat(row[column]) - timedelta(days=10)).isoformat()


FAULTS = (
    PlantedFault("staff", 4, "exit_date", before("hire_date"), "exit before hire"),
    PlantedFault("staff", 7, "hire_date", "15-03-19", "a year with two digits"),
    PlantedFault("staff", 11, "annual_salary", "-41200", "negative pay"),
    PlantedFault("staff", 15, "fte", "NaN", "not a number"),
    PlantedFault("staff", 19, "exit_date", "2041-02-17", "an exit far in the future"),
    PlantedFault("staff", 23, "manager_id", lambda row: row["person_id"], "their own manager"),
    PlantedFault("staff", 27, "exit_reason", "ruzie", "an unknown reason"),
    PlantedFault("staff", 33, "", "", "the same person and hire date twice"),
    PlantedFault(
        "positions",
        9,
        "valid_from",
        "31-04-2022",
        "a day that does not exist, in another format than the rest",
    ),
    PlantedFault("positions", 14, "annual_salary", "2950", "a month's pay instead of a year's"),
    PlantedFault("positions", 21, "valid_from", "2020-02-30", "a day that does not exist"),
    PlantedFault("reviews", 12, "score", "7.5", "a score above the scale"),
    PlantedFault(
        "reviews",
        20,
        "review_date",
        "2026-06-30",
        "a review after the closing day",
    ),
    PlantedFault("reviews", 31, "score", "inf", "infinity"),
    PlantedFault("reviews", 44, "person_id", "P9999", "a person who is not in staff"),
    PlantedFault(
        "pairings",
        3,
        "mentor_id",
        lambda row: row["mentee_id"],
        "mentor and mentee are the same person",
    ),
    PlantedFault(
        "pairings", 5, "start_date", "1989-05-16", "a pairing before the mentee was hired"
    ),
    PlantedFault("pairings", 7, "end_date", before("start_date"), "an end before the start"),
    PlantedFault(
        "pairings", 9, "category", "custmers", "a category that is not in the categories table"
    ),
    PlantedFault("pairings", 11, "agreed_hours", "0", "no hours agreed"),
    PlantedFault("pairings", 13, "", "", "the same pairing twice"),
    PlantedFault(
        "meetings", 6, "pairing_id", "M9999", "a meeting of a pairing that does not exist"
    ),
    PlantedFault("meetings", 10, "minutes", "6000", "a meeting of a hundred hours"),
    PlantedFault("meetings", 17, "minutes", "1.5", "hours instead of minutes"),
    PlantedFault(
        "meetings", 25, "held_on", "2021-02-29", "29 February in a year that is no leap year"
    ),
    PlantedFault("meetings", 32, "minutes", "-60", "negative minutes"),
    PlantedFault("categories", 3, "outside_rate_low", "950", "the low rate above the base rate"),
    PlantedFault("customers", 5, "ended_on", before("started_on"), "an end before the start"),
    PlantedFault("customers", 8, "margin", "25", "a percentage instead of a share"),
    PlantedFault(
        "invitations", 3, "responded_on", before("invited_on"), "an answer before the invitation"
    ),
    PlantedFault("invitations", 5, "reward_form", "pizza", "an unknown form of reward"),
    PlantedFault("invitations", 7, "", "", "the same invitation twice"),
    PlantedFault("rewards", 2, "pairing_id", "M9998", "a reward for a pairing that does not exist"),
    PlantedFault("rewards", 3, "gross_amount", "-50", "a negative amount"),
    PlantedFault("checkins", 4, "quality_score", "8", "a score above five"),
    PlantedFault("checkins", 9, "held_on", "2021-06-31", "a day that does not exist"),
    PlantedFault(
        "trainings", 2, "completed_on", before("started_on"), "completed before the start"
    ),
    PlantedFault("mentor_profiles", 2, "attitude", "7", "a score above five"),
    PlantedFault("mentor_profiles", 3, "willing", "soms", "an unknown answer"),
)
README = """\
# A careless company

{staff} staff of the fictional company in `sample_data/company`, with {count} planted faults for
`mentoring-roi check`. Each is in the file and line listed here (the header is line 1);
everything else is unchanged.
One fault may cause further findings: a line that cannot be read is missing elsewhere.
Written by `python -m sample_data.careless sample_data/company sample_data/careless`.

| file | line | column | value | what is wrong |
|---|---|---|---|---|
"""


def careless(source: Path, folder: Path) -> list[PlantedFault]:
    """Write the small company and its README; return the faults as they are in the files.

    Values are computed, and a repeated line has its new line number.
    """
    tables = {path.stem: read(path) for path in sorted(source.glob("*.csv"))}
    small = excerpt(tables)
    faults = [put(small[fault.table], fault) for fault in FAULTS]
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in small.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    (folder / "company.toml").write_bytes((source / "company.toml").read_bytes())
    text = README.format(staff=STAFF, count=len(faults))
    for fault in faults:
        value = f"`{fault.value}`" if fault.column else ""
        cells = (f"{fault.table}.csv", str(fault.line), fault.column, value, fault.description)
        text += f"| {' | '.join(cells)} |\n"
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    return faults


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def excerpt(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the first pairings, their people and others up to STAFF, and all rows about them.

    References to people outside the excerpt are removed.
    """
    pairings = tables["pairings"][:PAIRINGS]
    people = {row[column] for row in pairings for column in ("mentor_id", "mentee_id")}
    people |= {row["owner_id"] for row in tables["customers"][:24]}
    others = sorted({row["person_id"] for row in tables["staff"]} - people)
    people |= set(others[:: len(others) // (STAFF - len(people))][: STAFF - len(people)])
    pairing_ids = {row["pairing_id"] for row in pairings}
    small = {
        name: [row for row in tables[name] if row[column] in people]
        for name, column in PEOPLE_COLUMNS.items()
    }
    for row in (row for name in ("staff", "positions", "reviews") for row in small[name]):
        for column in ("manager_id", "reviewer_id"):
            if column in row and row[column] not in people:
                row[column] = ""
    small["pairings"] = pairings
    small["categories"] = tables["categories"]
    for name in ("meetings", "rewards", "checkins"):
        small[name] = [row for row in tables[name] if row["pairing_id"] in pairing_ids]
    return small


def put(rows: list[Row], fault: PlantedFault) -> PlantedFault:
    """Put one fault into a table; return it with its final value and line."""
    row = rows[fault.line - 2]
    if not fault.column:
        rows.append(dict(row))
        return PlantedFault(
            fault.table, len(rows) + 1, "", "", f"{fault.description}: it repeats line {fault.line}"
        )
    value = fault.value(row) if callable(fault.value) else fault.value
    row[fault.column] = value
    return PlantedFault(fault.table, fault.line, fault.column, value, fault.description)


if __name__ == "__main__":
    careless(Path(sys.argv[1]), Path(sys.argv[2]))

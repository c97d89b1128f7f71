"""A small copy of the sample company with deliberately careless rows, for the check command.

python -m sample_data.careless sample_data/company sample_data/careless
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PAIRINGS, STAFF = 14, 60
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
class Fault:
    """One careless value: the line of the file (the header is line 1), the column, what stands
    there and why not.

    `value` may be worked out from the row's other values. With an empty column the line is repeated
    at the end.
    """

    table: str
    line: int
    column: str
    value: str | Callable[[Row], str]
    says: str


def before(column: str) -> Callable[[Row], str]:
    """The day ten days before another column of the row."""
    return lambda row: (date.fromisoformat(row[column]) - timedelta(days=10)).isoformat()


FAULTS = (
    Fault("staff", 4, "exit_date", before("hire_date"), "exit before hire"),
    Fault("staff", 7, "hire_date", "15-03-19", "a year of two digits"),
    Fault("staff", 11, "annual_salary", "-41200", "negative pay"),
    Fault("staff", 15, "fte", "NaN", "not a number"),
    Fault("staff", 19, "exit_date", "2041-02-17", "an exit far in the future"),
    Fault("staff", 23, "manager_id", lambda row: row["person_id"], "their own manager"),
    Fault("staff", 27, "exit_reason", "ruzie", "a reason that is not known"),
    Fault("staff", 33, "", "", "the same person and hire date twice"),
    Fault(
        "positions",
        9,
        "valid_from",
        "31-04-2022",
        "a day that does not exist, written otherwise than the rest",
    ),
    Fault("positions", 14, "annual_salary", "2950", "a month's pay where a year's is meant"),
    Fault("positions", 21, "valid_from", "2020-02-30", "a day that does not exist"),
    Fault("reviews", 12, "score", "7.5", "a score above the scale"),
    Fault(
        "reviews",
        20,
        "review_date",
        "2026-06-30",
        "a review after the day up to which the files are complete",
    ),
    Fault("reviews", 31, "score", "inf", "infinity"),
    Fault("reviews", 44, "person_id", "P9999", "a person who is not in staff"),
    Fault(
        "pairings",
        3,
        "mentor_id",
        lambda row: row["mentee_id"],
        "mentor and mentee are the same person",
    ),
    Fault("pairings", 5, "start_date", "1989-05-16", "a pairing before the mentee was hired"),
    Fault("pairings", 7, "end_date", before("start_date"), "an end before the start"),
    Fault(
        "pairings", 9, "category", "custmers", "a category that is not in the table of categories"
    ),
    Fault("pairings", 11, "agreed_hours", "0", "no hours agreed"),
    Fault("pairings", 13, "", "", "the same pairing twice"),
    Fault("meetings", 6, "pairing_id", "M9999", "a meeting of a pairing that does not exist"),
    Fault("meetings", 10, "minutes", "6000", "a meeting of a hundred hours"),
    Fault("meetings", 17, "minutes", "1.5", "hours where minutes are meant"),
    Fault("meetings", 25, "held_on", "2021-02-29", "29 February in a year without one"),
    Fault("meetings", 32, "minutes", "-60", "negative minutes"),
    Fault("categories", 3, "outside_rate_low", "950", "the low rate above the base rate"),
    Fault("customers", 5, "ended_on", before("started_on"), "an end before the start"),
    Fault("customers", 8, "margin", "25", "a percentage where a share is meant"),
    Fault(
        "invitations", 3, "responded_on", before("invited_on"), "an answer before the invitation"
    ),
    Fault("invitations", 5, "reward_form", "pizza", "a form of reward that is not known"),
    Fault("invitations", 7, "", "", "the same invitation twice"),
    Fault("rewards", 2, "pairing_id", "M9998", "a reward for a pairing that does not exist"),
    Fault("rewards", 3, "gross_amount", "-50", "a negative amount"),
    Fault("checkins", 4, "quality_score", "8", "a score above five"),
    Fault("checkins", 9, "held_on", "2021-06-31", "a day that does not exist"),
    Fault("trainings", 2, "completed_on", before("started_on"), "completed before the start"),
    Fault("mentor_profiles", 2, "attitude", "7", "a score above five"),
    Fault("mentor_profiles", 3, "willing", "soms", "an answer that is not known"),
)
README = """\
# A careless company

{staff} staff of the fictional company beside this folder, with {count} planted faults for
`mentoring-roi check`. Each is in the file and line named here (the header is line 1);
everything else is as it was.
One fault may lead to further findings: a line that cannot be read is missing elsewhere.
Written by `python -m sample_data.careless sample_data/company sample_data/careless`.

| file | line | column | value | what is wrong |
|---|---|---|---|---|
"""


def careless(source: Path, folder: Path) -> list[Fault]:
    """The faults, values worked out and lines as in the files, after writing the small company and
    its README.
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
        text += f"| {fault.table}.csv | {fault.line} | {fault.column} | {value} | {fault.says} |\n"
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    return faults


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def excerpt(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The first pairings with their people, filled up to some sixty persons, and all rows about
    them.
    """
    pairings = tables["pairings"][:PAIRINGS]
    people = {row[column] for row in pairings for column in ("mentor_id", "mentee_id")}
    people |= {row["owner_id"] for row in tables["customers"][:24]}
    others = sorted({row["person_id"] for row in tables["staff"]} - people)
    people |= set(others[:: len(others) // (STAFF - len(people))][: STAFF - len(people)])
    known = {row["pairing_id"] for row in pairings}
    small = {
        name: [row for row in tables[name] if row[column] in people]
        for name, column in PEOPLE_COLUMNS.items()
    }
    for row in (row for name in ("staff", "positions", "reviews") for row in small[name]):
        for column in ("manager_id", "reviewer_id"):
            if column in row and row[column] not in people:
                row[column] = ""
    small["pairings"], small["categories"] = pairings, tables["categories"]
    for name in ("meetings", "rewards", "checkins"):
        small[name] = [row for row in tables[name] if row["pairing_id"] in known]
    return small


def put(rows: list[Row], fault: Fault) -> Fault:
    """Put one fault into a table; the fault as it then stands there."""
    row = rows[fault.line - 2]
    if not fault.column:
        rows.append(dict(row))
        return Fault(
            fault.table, len(rows) + 1, "", "", f"{fault.says}: it repeats line {fault.line}"
        )
    value = fault.value(row) if callable(fault.value) else fault.value
    row[fault.column] = value
    return Fault(fault.table, fault.line, fault.column, value, fault.says)


if __name__ == "__main__":
    careless(Path(sys.argv[1]), Path(sys.argv[2]))

"""Companies for tests: drawn by hand, or generated with every awkward case in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from metrics.contract import TABLES
from metrics.contract.attributes import Attribute
from metrics.contract.goal_groups import GoalGroup
from metrics.contract.matching_keys import possible_keys
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from metrics.warehouse.matching_keys import DECLARED_VALUE
from tests.drawn import table

SQL_TYPES = {"date": "date", "number": "double", "integer": "bigint", "boolean": "boolean"}


def drawn(**tables: str) -> dict[str, list[dict]]:
    """Tables drawn as text, by name; those not drawn are empty."""
    return {name: table(tables[name]) if tables.get(name) else [] for name in TABLES}


@contextmanager
def asked(
    tables: Mapping[str, list[dict]],
    *,
    as_of: date,
    review_months: int = 6,
    notice_months: int = 0,
    contract_gap_days: int | None = None,
    grades: Sequence[str] = (),
    goal_groups: Sequence[GoalGroup] = (),
    attributes: Mapping[str, Attribute] | None = None,
    cuts: Mapping[str, tuple[float, ...]] | None = None,
) -> Iterator[Session]:
    """A session on the company, built the way a load builds it, but without the intake and its
    checks."""
    con = duckdb.connect(
        config={"threads": 1}
    )  # a company of a hundred people is not worth a second thread
    try:
        for name, contract in TABLES.items():
            typed = ", ".join(
                f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in contract.columns
            )
            con.execute(f"create table {name} ({typed})")
            if not (rows := tables.get(name)):
                continue
            written = pa.table(
                {
                    c.name: pa.array([_text(row.get(c.name)) for row in rows], pa.string())
                    for c in contract.columns
                }
            )  # as text: the engine casts it to the column's type
            con.register("written", written)
            con.execute(f"insert into {name} select * from written")
        _declare(con, tables, attributes or {})
        keys = possible_keys(attributes, cuts=cuts)
        build(
            con,
            as_of=as_of,
            review_months=review_months,
            notice_months=notice_months,
            contract_gap_days=contract_gap_days,
            grades=grades,
            goal_groups=goal_groups,
            keys=keys,
        )
        with Session(con, "drawn") as session:
            yield session
    finally:
        con.close()


def _declare(
    con: duckdb.DuckDBPyConnection, tables: Mapping[str, list[dict]], attributes: Mapping
) -> None:
    """Keep the declared attributes that rows of staff and positions hold."""
    con.execute(f"create table declared_value ({DECLARED_VALUE})")
    for source, since in (("staff", "hire_date"), ("positions", "valid_from")):
        for row in tables.get(source, []):
            for name, attribute in attributes.items():
                if row.get(name) is not None:
                    text, number = str(row[name]), None
                    if attribute.type == "number":
                        text, number = None, row[name]
                    con.execute(
                        "insert into declared_value values (?, ?, ?, ?, ?, ?)",
                        [source, row["person_id"], row[since], name, text, number],
                    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def awkward(seed: int, people: int = 60, as_of: date = date(2023, 12, 31)) -> dict[str, list[dict]]:
    """A company of three years with rehires, late and early leavers, pairings on first and last
    days, second mentors, mentors who are mentored, missing reviews, missing mentors, moves, people
    observed late, and people who can no longer be followed."""
    rng = random.Random(seed)
    start = date(2021, 1, 1)
    span = (as_of - start).days
    tables: dict[str, list[dict]] = {name: [] for name in TABLES}
    for i in range(people):
        _add_person(tables, rng, f"p{i:03}", start, span, as_of)
    _add_pairings(tables, rng, as_of)
    _lose_sight(tables, random.Random(f"lost {seed}"), as_of)
    return tables


def _add_person(
    tables: dict, rng: random.Random, person: str, start: date, span: int, as_of: date
) -> None:
    department, grade = rng.choice(["Sales", "Care"]), rng.choice(["junior", "senior"])
    about = {
        "person_id": person,
        "department": department,
        "grade": grade,
        "gender": rng.choice(["f", "m", None]),
        "location": rng.choice(["North", "South"]),
        "annual_salary": rng.randint(30, 70) * 1000.0,
    }
    hired = start + timedelta(days=rng.randint(-700, span - 30))
    spells = []
    while len(spells) < 2 and hired < as_of:
        left = hired + timedelta(days=rng.randint(20, 1400)) if rng.random() < 0.6 else None
        observed = start if hired < start and rng.random() < 0.7 else None
        if observed and left and left <= observed:
            left = None
        spells.append(
            {
                **about,
                "hire_date": hired,
                "exit_date": left,
                "observed_from": observed,
                "exit_reason": rng.choice(["voluntary", "dismissal", None]) if left else None,
            }
        )
        if left is None or rng.random() < 0.7:
            break
        hired = left + timedelta(days=rng.randint(1, 300))
    tables["staff"] += spells
    for spell in spells:
        _add_history(tables, rng, spell, as_of)


def _lose_sight(tables: dict, rng: random.Random, as_of: date) -> None:
    """Some exits are transfers, and some people are last seen before, on or after their exit."""
    for spell in tables["staff"]:
        begun = max(spell["hire_date"], spell["observed_from"] or spell["hire_date"])
        if spell["exit_date"] and rng.random() < 0.1:
            spell["exit_reason"] = "transfer"
        if rng.random() < 0.1:
            day = begun + timedelta(days=rng.randint(0, max((as_of - begun).days, 0) + 30))
            spell["last_seen"] = rng.choice([day, spell["exit_date"] or day])


def _add_history(tables: dict, rng: random.Random, spell: dict, as_of: date) -> None:
    last = min(spell["exit_date"] or as_of, as_of)
    day, grade = spell["hire_date"], spell["grade"]
    while day <= last:
        tables["positions"].append(
            {
                **{c: spell[c] for c in ("person_id", "department", "location", "annual_salary")},
                "valid_from": day,
                "grade": grade,
            }
        )
        grade = rng.choice(["junior", "senior"])
        day = day + timedelta(days=rng.choice([15, 200, 365, 600]))
    ability = rng.gauss(0, 0.4)
    for year in range(2020, 2024):
        for review in (date(year, 6, 30), date(year, 12, 31)):
            if spell["hire_date"] <= review <= last and rng.random() < 0.9:
                score = min(5.0, max(1.0, round(3.2 + ability + rng.gauss(0, 0.5), 1)))
                tables["reviews"].append(
                    {"person_id": spell["person_id"], "review_date": review, "score": score}
                )


def _add_pairings(tables: dict, rng: random.Random, as_of: date) -> None:
    by_person = {spell["person_id"]: spell for spell in tables["staff"]}
    mentors = rng.sample(sorted(by_person), 8)
    for person in rng.sample(sorted(by_person), len(by_person) // 2):
        spell = by_person[person]
        first, last = (
            max(spell["hire_date"], date(2021, 3, 1)),
            min(spell["exit_date"] or as_of, as_of),
        )
        if first >= last:
            continue
        for _again in range(rng.choice([1, 1, 1, 2])):
            day = first + timedelta(days=rng.randint(0, (last - first).days))
            month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            day = min(max(rng.choice([day, day.replace(day=1), month_end]), first), last)
            mentor = rng.choice([m for m in mentors if m != person] + [None])
            end = day + timedelta(days=rng.randint(30, 400))
            tables["pairings"].append(
                {
                    "pairing_id": f"m{len(tables['pairings']):03}",
                    "mentor_id": mentor,
                    "mentee_id": person,
                    "category": rng.choice(["peer", "expert"]),
                    "start_date": day,
                    "planned_end_date": end if rng.random() < 0.7 else None,
                    "end_date": end if rng.random() < 0.4 else None,
                }
            )

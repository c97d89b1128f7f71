"""What a company says about its own files, in an optional `company.toml` beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf
from pathlib import Path

from metrics.contract import TABLES
from metrics.contract.attributes import ATTRIBUTES, LIST, are_attributes
from metrics.contract.employer import read_employer
from metrics.contract.findings import Finding, finding
from metrics.contract.goal_groups import GoalGroup, read_goal_groups

FILE = "company.toml"
DATE_FORMATS = ("yyyy-mm-dd", "dd-mm-yyyy", "mm-dd-yyyy", "yyyymmdd", "serial")
DECIMALS = ("comma", "dot")
CYCLES = (1, 2, 3, 4, 6, 12)
ROLES = ("ceo", "finance", "programme_lead", "analyst", "works_council")


@dataclass(frozen=True)
class CompanySettings:
    """The answers of one company.

    `as_of` is the day up to which the files are complete; `review_cycle_months` the months between
    two reviews. `formats` holds `dates` and `decimal` for all columns, and answers per column under
    `table.column`. `assumptions` holds the company's own values of numbers that are not measured
    (`metrics/value/assumptions.toml` has their names). `goal_groups` are the groups the programme
    is meant for; `grades` the names of the grades from low to high. `mentors` is what it asks of
    its mentors (`metrics/mentors/rules.toml` has the names). `free_space_used` is what other
    things than rewards use of a year's free space under the work-costs scheme, in euros. `role`
    (one of ROLES) is that of whoever reads on this computer, where nobody signs in. `attributes`
    are the columns of staff that it has beyond the contract, with their type. `employer` is what it
    says of itself as an employer (`read_employer`).
    """

    name: str = ""
    as_of: date | None = None
    review_cycle_months: int | None = None
    formats: Mapping[str, str] = field(default_factory=dict)
    assumptions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    goal_groups: tuple[GoalGroup, ...] = ()
    grades: tuple[str, ...] = ()
    mentors: Mapping[str, object] = field(default_factory=dict)
    free_space_used: float = 0.0
    role: str = "programme_lead"
    attributes: Mapping[str, str] = field(default_factory=dict)
    employer: Mapping[str, object] = field(default_factory=dict)

    def answer(self, table: str, column: str) -> str:
        """The answer given for that column, or else for all columns of its kind; empty without
        one.
        """
        kind = TABLES[table].column(column).type
        general = {"date": "dates", "number": "decimal", "integer": "decimal"}.get(kind, "")
        return self.formats.get(f"{table}.{column}") or self.formats.get(general, "")


def read_settings(folder: Path) -> tuple[CompanySettings, list[Finding]]:
    """The company's answers and what is wrong with them; without a file nothing is answered and
    nothing is wrong.
    """
    path = folder / FILE
    if not path.is_file():
        return CompanySettings(), []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return CompanySettings(), [finding("company.unreadable", file=FILE, reason=str(error))]
    findings: list[Finding] = []
    known: dict[str, object] = {}
    for key, value in entries.items():
        if key not in _KEYS:
            findings.append(
                finding("company.unknown_key", file=FILE, value=key, known=", ".join(_KEYS))
            )
            continue
        accepts, expected = _KEYS[key]
        if accepts(value):
            known[key] = value
        else:
            findings.append(
                finding("company.wrong_value", file=FILE, value=value, key=key, expected=expected)
            )
    formats, wrong = _formats(known.pop("formats", {}))
    goal_groups, wrong_groups = read_goal_groups(known.pop("goal_groups", {}), file=FILE)
    grades = tuple(one.strip() for one in known.pop("grades", ()))
    employer, wrong_employer = read_employer(known.pop("employer", {}), file=FILE)
    local, staff = known.pop("local", {}), known.pop("staff", {})
    return (
        CompanySettings(
            formats=formats,
            goal_groups=goal_groups,
            grades=grades,
            employer=employer,
            **known,
            **local,
            **staff,
        ),
        findings + wrong + wrong_groups + wrong_employer,
    )


def _formats(entries: object) -> tuple[dict[str, str], list[Finding]]:
    good: dict[str, str] = {}
    findings: list[Finding] = []
    for key, value in _flat(dict(entries)):
        allowed = _allowed(key)
        if not allowed:
            known = 'dates, decimal, "table.column"'
            findings.append(
                finding("company.unknown_key", file=FILE, value=f"formats.{key}", known=known)
            )
        elif value not in allowed:
            expected = ", ".join(allowed)
            findings.append(
                finding(
                    "company.wrong_value",
                    file=FILE,
                    value=value,
                    key=f"formats.{key}",
                    expected=expected,
                )
            )
        else:
            good[key] = value
    return good, findings


def _flat(entries: dict[str, object]) -> list[tuple[str, object]]:
    """`staff.hire_date` without quotation marks, which TOML reads as a table in a table, means the
    same as with.
    """
    return [
        (f"{key}.{inner}", said) if inner else (key, said)
        for key, value in entries.items()
        for inner, said in (value.items() if isinstance(value, dict) else [("", value)])
    ]


def _allowed(key: str) -> tuple[str, ...]:
    table, _, column = key.partition(".")
    known = table in TABLES and TABLES[table].has(column)
    kind = TABLES[table].column(column).type if known else ""
    if key == "dates" or kind == "date":
        return DATE_FORMATS
    if key == "decimal" or kind in ("number", "integer"):
        return DECIMALS
    return ()


def _are_grades(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, str) and one.strip() for one in value)
        and len({one.strip() for one in value}) == len(value)
    )


def _is_local(value: object) -> bool:
    return (
        isinstance(value, dict) and set(value) <= {"role"} and value.get("role", ROLES[0]) in ROLES
    )


def _is_number(value: object) -> bool:
    """Whether it is a number, or a table of numbers."""
    if isinstance(value, dict):
        return all(isinstance(one, (int, float)) for one in value.values())
    return isinstance(value, (int, float))


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "name": (lambda value: isinstance(value, str), '"..."'),
    "as_of": (
        lambda value: isinstance(value, date) and not isinstance(value, datetime),
        "2025-12-31",
    ),
    "review_cycle_months": (
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value in CYCLES,
        ", ".join(map(str, CYCLES)),
    ),
    "formats": (lambda value: isinstance(value, dict), "[formats]"),
    "assumptions": (
        lambda value: (
            isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
        ),
        "[assumptions.outside_rate]",
    ),
    "goal_groups": (lambda value: isinstance(value, dict), "[goal_groups.newcomers]"),
    "mentors": (
        lambda value: isinstance(value, dict) and all(map(_is_number, value.values())),
        "[mentors] attitude = 3",
    ),
    "free_space_used": (
        lambda value: (
            isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < inf
        ),
        "45000",
    ),
    "employer": (lambda value: isinstance(value, dict), "[employer]"),
    "local": (_is_local, 'role = "' + '", role = "'.join(ROLES) + '"'),
    "staff": (are_attributes, f'[staff.attributes] {next(iter(ATTRIBUTES))} = "{LIST}"'),
    "grades": (_are_grades, '["junior", "medior", "senior"]'),
}

"""What a company states about its own files and itself, in an optional `company.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf
from pathlib import Path
from typing import Any

from metrics.contract.attributes import Attribute, with_attributes
from metrics.contract.declared_keys import DeclarationReader, Matching
from metrics.contract.employer import read_employer
from metrics.contract.findings import Finding, finding
from metrics.contract.goal_groups import GoalGroup, read_goal_groups
from metrics.contract.toml_files import TABLES

FILE = "company.toml"
DATE_FORMATS = ("yyyy-mm-dd", "dd-mm-yyyy", "mm-dd-yyyy", "yyyymmdd", "serial")
DECIMALS = ("comma", "dot")
CYCLES = (1, 2, 3, 4, 6, 12)
WITH_ATTRIBUTES = ("staff", "positions")
"""The tables in which declared attributes are looked for."""
MOST_NOTICE = 6  # months
MOST_GAP = 92  # days
ROLES = ("ceo", "finance", "programme_lead", "analyst", "works_council")


@dataclass(frozen=True)
class CompanySettings:
    """The settings of one company.

    - `as_of`: the closing day, up to which the files are complete
    - `review_cycle_months`: the months between two reviews
    - `notice_months`: how many months people stay after they gave notice, and are not paired
    - `contract_gap_days`: up to how many days without a contract leave it one employment spell
    - `formats`: `dates` and `decimal` for all columns, and formats per column under `table.column`
    - `assumptions`: the company's own values of numbers that are not measured, by the names of
      `metrics/value/assumptions.toml`
    - `goal_groups`: the groups that the programme is meant for
    - `grades`: the names of the grades from low to high
    - `mentors`: the requirements for mentors, by the names of `metrics/mentors/rules.toml`
    - `free_space_used`: how much of a year's free space under the work-related costs scheme goes to
      things other than rewards, EUR
    - `role`: the role (one of ROLES) of the reader on this computer, where nobody signs in
    - `attributes`: the columns of staff beyond the contract, with their type
    - `matching`: the keys by which comparable people are matched beyond the usual ones
    - `employer`: what the company states about itself as an employer (see `read_employer`)
    """

    name: str = ""
    as_of: date | None = None
    review_cycle_months: int | None = None
    notice_months: int | None = None
    contract_gap_days: int | None = None
    formats: Mapping[str, str] = field(default_factory=dict)
    assumptions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    goal_groups: tuple[GoalGroup, ...] = ()
    grades: tuple[str, ...] = ()
    mentors: Mapping[str, object] = field(default_factory=dict)
    free_space_used: float = 0.0
    role: str = "programme_lead"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    matching: Matching = field(default_factory=Matching)
    employer: Mapping[str, str | float] = field(default_factory=dict)

    def column_format(self, table: str, column: str) -> str:
        """Return the format set for that column or for all columns of its kind; else empty."""
        kind = with_attributes(TABLES[table], self.attributes).column(column).type
        general = {"date": "dates", "number": "decimal", "integer": "decimal"}.get(kind, "")
        return self.formats.get(f"{table}.{column}") or self.formats.get(general, "")


def read_settings(folder: Path) -> tuple[CompanySettings, list[Finding]]:
    """Return the settings of a folder's company.toml, and the findings about it.

    A setting that cannot be used is left out. Without a file there are no settings and no findings.
    """
    path = folder / FILE
    if not path.is_file():
        return CompanySettings(), []
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return CompanySettings(), [finding("company.unreadable", file=FILE, reason=str(error))]
    accepted, findings = _accepted(entries)
    declarations = DeclarationReader(text, FILE)
    attributes = declarations.attributes(accepted.pop("staff", {}))
    matching = declarations.matching(accepted.pop("matching", {}), attributes)
    formats, format_findings = _read_formats(accepted.pop("formats", {}), attributes)
    goal_groups, group_findings = read_goal_groups(accepted.pop("goal_groups", {}), file=FILE)
    employer, employer_findings = read_employer(accepted.pop("employer", {}), file=FILE)
    grades = tuple(grade.strip() for grade in accepted.pop("grades", ()))
    local = accepted.pop("local", {})
    programme = accepted.pop("programme", {})
    settings = CompanySettings(
        formats=formats,
        goal_groups=goal_groups,
        grades=grades,
        employer=employer,
        **accepted,
        **local,
        attributes=attributes,
        matching=matching,
        **programme,
    )
    findings += declarations.findings
    return settings, findings + format_findings + group_findings + employer_findings


def _accepted(entries: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return the entries with a known key and a possible value, and findings about the others."""
    accepted: dict[str, Any] = {}
    findings: list[Finding] = []
    for key, value in entries.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            findings.append(finding("company.unknown_key", file=FILE, value=key, known=known))
            continue
        is_possible, expected = _KEYS[key]
        if is_possible(value):
            accepted[key] = value
        else:
            findings.append(_wrong_value(key, value, expected))
    return accepted, findings


def _wrong_value(key: str, value: object, expected: str) -> Finding:
    return finding("company.wrong_value", file=FILE, value=value, key=key, expected=expected)


def _read_formats(
    entries: Mapping[str, Any], attributes: Mapping[str, Attribute]
) -> tuple[dict[str, str], list[Finding]]:
    """Return the formats that can be used by key, and the findings about the others."""
    formats: dict[str, str] = {}
    findings: list[Finding] = []
    for key, value in _flat(entries):
        allowed = _allowed_formats(key, attributes)
        if not allowed:
            known = 'dates, decimal, "table.column"'
            findings.append(
                finding("company.unknown_key", file=FILE, value=f"formats.{key}", known=known)
            )
        elif value not in allowed:
            findings.append(_wrong_value(f"formats.{key}", value, ", ".join(allowed)))
        else:
            formats[key] = value
    return formats, findings


def _flat(entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield `staff.hire_date` for `hire_date` in `staff`.

    TOML reads a dotted key without quotation marks as a table in a table.
    """
    for key, value in entries.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", inner_value) for inner, inner_value in value.items())
        else:
            yield key, value


def _allowed_formats(key: str, attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """Return the formats that are possible under a key of [formats]; none for an unknown key."""
    name, _dot, column = key.partition(".")
    table = TABLES.get(name)
    if table and name in WITH_ATTRIBUTES:
        table = with_attributes(table, attributes)
    kind = table.column(column).type if table and table.has(column) else ""
    if key == "dates" or kind == "date":
        return DATE_FORMATS
    if key == "decimal" or kind in ("number", "integer"):
        return DECIMALS
    return ()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_cycle(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in CYCLES


def _is_programme(value: object) -> bool:
    """Return whether the value is a table with at most a possible notice period."""
    if not isinstance(value, dict) or not set(value) <= {"notice_months"}:
        return False
    return _is_whole(value.get("notice_months", 0), MOST_NOTICE)


def _is_gap(value: object) -> bool:
    return _is_whole(value, MOST_GAP)


def _is_whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _is_table_of_tables(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_table, value.values()))


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf


def _is_mentor_rules(value: object) -> bool:
    """Return whether the value is a table of numbers, and of tables of numbers per category."""
    if not isinstance(value, dict):
        return False
    tables = [entry for entry in value.values() if isinstance(entry, dict)]
    numbers = [entry for entry in value.values() if not isinstance(entry, dict)]
    numbers += [number for table in tables for number in table.values()]
    return all(isinstance(number, int | float) for number in numbers)


def _is_grade_list(value: object) -> bool:
    """Return whether the value is a list of different names."""
    if not isinstance(value, list) or not all(map(_is_text, value)):
        return False
    names = {grade.strip() for grade in value}
    return bool(value) and "" not in names and len(names) == len(value)


def _is_local(value: object) -> bool:
    """Return whether the value is a table with at most a known role."""
    if not isinstance(value, dict) or not set(value) <= {"role"}:
        return False
    return value.get("role", ROLES[0]) in ROLES


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "name": (_is_text, '"..."'),
    "as_of": (_is_day, "2025-12-31"),
    "review_cycle_months": (_is_cycle, ", ".join(map(str, CYCLES))),
    "programme": (_is_programme, f"[programme] notice_months = 0 ... {MOST_NOTICE}"),
    "contract_gap_days": (_is_gap, f"0 ... {MOST_GAP}"),
    "formats": (_is_table, "[formats]"),
    "assumptions": (_is_table_of_tables, "[assumptions.outside_rate]"),
    "goal_groups": (_is_table, "[goal_groups.newcomers]"),
    "mentors": (_is_mentor_rules, "[mentors] attitude = 3"),
    "free_space_used": (_is_amount, "45000"),
    "employer": (_is_table, "[employer]"),
    "local": (_is_local, 'role = "' + '", role = "'.join(ROLES) + '"'),
    "staff": (_is_table, "[staff.attributes]"),
    "matching": (_is_table, "[matching]"),
    "grades": (_is_grade_list, '["junior", "medior", "senior"]'),
}
"""The keys of company.toml: whether a value is possible, and an example for the finding."""

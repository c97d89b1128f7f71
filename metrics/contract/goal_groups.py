"""The groups of people that the programme is meant for.

A company declares them in its `company.toml`, under `[goal_groups.NAME]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from metrics.contract.findings import Finding, finding

POSITION = ("department", "job_family", "grade", "location", "gender")
TENURE = ("tenure_months_from", "tenure_months_below")
CONDITIONS = (*POSITION, *TENURE)
NAMES = ("name_nl", "name_en")
MOST_MONTHS = 600


@dataclass(frozen=True)
class GoalGroup:
    """A group by conditions that all hold on one day; None is no condition.

    `tenure_months_from` and `tenure_months_below` bound the whole months since the month of hire.
    """

    name: str
    name_nl: str = ""
    name_en: str = ""
    department: str | None = None
    job_family: str | None = None
    grade: str | None = None
    location: str | None = None
    gender: str | None = None
    tenure_months_from: int | None = None
    tenure_months_below: int | None = None

    def declaration(self) -> dict[str, object]:
        """Return the entries as the company wrote them, without the group's key."""
        return {
            key: value
            for key, value in asdict(self).items()
            if key != "name" and value not in (None, "")
        }


def read_goal_groups(
    groups: Mapping[str, Any], *, file: str
) -> tuple[tuple[GoalGroup, ...], list[Finding]]:
    """Return the usable groups in the order of the file, and the findings about the others."""
    usable: list[GoalGroup] = []
    findings: list[Finding] = []
    for name, entries in groups.items():
        faults = _faults(name, entries, file)
        findings += faults
        if not faults:
            usable.append(GoalGroup(name=name, **entries))
    return tuple(usable), findings


def _faults(name: str, entries: object, file: str) -> list[Finding]:
    """Return the findings about one group."""
    key = f"goal_groups.{name}"
    if not isinstance(entries, Mapping):
        return [_wrong_value(file, key, entries, f"[{key}]")]
    faults = []
    for entry, value in entries.items():
        if entry not in (*NAMES, *CONDITIONS):
            known = ", ".join((*NAMES, *CONDITIONS))
            faults.append(
                finding("company.unknown_key", file=file, value=f"{key}.{entry}", known=known)
            )
        elif not _is_possible(entry, value):
            expected = f"1 - {MOST_MONTHS}" if entry in TENURE else '"..."'
            faults.append(_wrong_value(file, f"{key}.{entry}", value, expected))
    if not faults and not set(entries) - set(NAMES):
        return [_wrong_value(file, key, "{}", ", ".join(CONDITIONS))]
    return faults


def _wrong_value(file: str, key: str, value: object, expected: str) -> Finding:
    return finding("company.wrong_value", file=file, value=value, key=key, expected=expected)


def _is_possible(entry: str, value: object) -> bool:
    if entry in TENURE:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS
    return isinstance(value, str) and bool(value.strip())

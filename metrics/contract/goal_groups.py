"""Groups of people the programme is meant for, as a company declares them under
`[goal_groups.NAME]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from metrics.contract.findings import Finding, finding

SAME = ("department", "job_family", "grade", "location", "gender")
MONTHS = ("tenure_months_from", "tenure_months_below")
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

    def said(self) -> dict[str, object]:
        """Its entries as the company wrote them, without its key."""
        return {
            key: value
            for key, value in asdict(self).items()
            if key != "name" and value not in (None, "")
        }


def read_goal_groups(
    entries: Mapping[str, object], *, file: str
) -> tuple[tuple[GoalGroup, ...], list[Finding]]:
    """The groups that can be used, in the order of the file, and what is wrong with the others."""
    good: list[GoalGroup] = []
    findings: list[Finding] = []
    for name, said in entries.items():
        wrong = _wrong(name, said, file)
        findings += wrong
        if not wrong:
            good.append(GoalGroup(name=name, **said))
    return tuple(good), findings


def _wrong(name: str, said: object, file: str) -> list[Finding]:
    key = f"goal_groups.{name}"
    conditions = ", ".join((*SAME, *MONTHS))
    if not isinstance(said, Mapping):
        return [finding("company.wrong_value", file=file, value=said, key=key, expected=f"[{key}]")]
    found = []
    for entry, value in said.items():
        if entry not in (*NAMES, *SAME, *MONTHS):
            known = f"{', '.join(NAMES)}, {conditions}"
            found.append(
                finding("company.unknown_key", file=file, value=f"{key}.{entry}", known=known)
            )
        elif not _possible(entry, value):
            expected = f"1 - {MOST_MONTHS}" if entry in MONTHS else '"..."'
            found.append(
                finding(
                    "company.wrong_value",
                    file=file,
                    value=value,
                    key=f"{key}.{entry}",
                    expected=expected,
                )
            )
    if not found and not set(said) - set(NAMES):
        return [finding("company.wrong_value", file=file, value="{}", key=key, expected=conditions)]
    return found


def _possible(entry: str, value: object) -> bool:
    if entry in MONTHS:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS
    return isinstance(value, str) and bool(value.strip())

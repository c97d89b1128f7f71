"""What a company states about itself as an employer, in `[employer]` of its `company.toml`.

These values go into the cost of a reward.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from metrics.contract.findings import Finding, finding

CHOICES = {
    "size": ("small", "large"),
    "contracts": ("permanent", "flexible"),
    "lunch": ("at_work", "snack", "outside"),
}
"""The possible values of each entry that is a word."""
HIGHEST = {
    "holiday_pay": 1.0,
    "return_to_work": 1.0,
    "meal": 100.0,
    "wage_bill": 1e12,
}
"""The highest value of each entry that is a number; the lowest is zero."""
KEYS = (*CHOICES, *HIGHEST)


def read_employer(
    entries: Mapping[str, object], *, file: str
) -> tuple[dict[str, str | float], list[Finding]]:
    """Return the usable entries, and the findings about the others.

    - `size`: "small" or "large" (which includes medium), for the disability premium
    - `contracts`: whether most are "permanent" or "flexible", for the unemployment premium
    - `holiday_pay`: the share that is paid on top of a cash reward
    - `lunch`: a meal "at_work", a "snack" or "outside"
    - `return_to_work`: the company's own premium (Whk), a share of wages, which depends on its
      sector and history
    - `meal`: the value of a meal at work, EUR
    - `wage_bill`: the taxable wages of all employees, EUR per year
    """
    usable: dict[str, str | float] = {}
    findings: list[Finding] = []
    for entry, value in entries.items():
        key = f"employer.{entry}"
        if entry not in KEYS:
            known = ", ".join(KEYS)
            findings.append(finding("company.unknown_key", file=file, value=key, known=known))
        elif entry in CHOICES and value in CHOICES[entry]:
            usable[entry] = str(value)
        elif entry in HIGHEST and isinstance(value, int | float) and _is_possible(entry, value):
            usable[entry] = float(value)
        else:
            expected = _expected(entry)
            findings.append(
                finding("company.wrong_value", file=file, value=value, key=key, expected=expected)
            )
    return usable, findings


def _is_possible(entry: str, value: float) -> bool:
    return not isinstance(value, bool) and isfinite(value) and 0 <= value <= HIGHEST[entry]


def _expected(entry: str) -> str:
    if entry in CHOICES:
        return " | ".join(f'"{word}"' for word in CHOICES[entry])
    return f"0 - {HIGHEST[entry]:g}"

"""What a company says of itself as an employer, in [employer] of its `company.toml`: it goes into
the cost of a reward.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from metrics.contract.findings import Finding, finding

WORDS = {
    "size": ("small", "large"),
    "contracts": ("permanent", "flexible"),
    "lunch": ("at_work", "snack", "outside"),
}
MOST = {
    "holiday_pay": 1.0,
    "return_to_work": 1.0,
    "meal": 100.0,
    "wage_bill": 1e12,
}  # the least is zero
KEYS = (*WORDS, *MOST)


def read_employer(
    entries: Mapping[str, object], *, file: str
) -> tuple[dict[str, object], list[Finding]]:
    """The entries that can be used, and what is wrong with the others.

    `size`: "small" or "large" (a medium one too), for the disability premium; `contracts`: most are
    "permanent" or "flexible", for the unemployment premium; `holiday_pay`: share of it on a cash
    reward; `lunch`: what a lunch is, a meal "at_work", a "snack" or "outside"; `return_to_work`:
    the company's own premium (Whk), which depends on its sector and its past, share of wage;
    `meal`: value of a meal at work, euros; `wage_bill`: taxable wages of all employees, euros a
    year.
    """
    good: dict[str, object] = {}
    findings: list[Finding] = []
    for entry, value in entries.items():
        if entry not in KEYS:
            known = ", ".join(KEYS)
            findings.append(
                finding("company.unknown_key", file=file, value=f"employer.{entry}", known=known)
            )
        elif not _possible(entry, value):
            expected = (
                " | ".join(f'"{word}"' for word in WORDS[entry])
                if entry in WORDS
                else f"0 - {MOST[entry]:g}"
            )
            findings.append(
                finding(
                    "company.wrong_value",
                    file=file,
                    value=value,
                    key=f"employer.{entry}",
                    expected=expected,
                )
            )
        else:
            good[entry] = value if entry in WORDS else float(value)
    return good, findings


def _possible(entry: str, value: object) -> bool:
    if entry in WORDS:
        return value in WORDS[entry]
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and isfinite(value)
        and 0 <= value <= MOST[entry]
    )

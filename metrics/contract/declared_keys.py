"""The attributes of staff and the matching keys that a company declares in its `company.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import isfinite

from metrics.contract.attributes import ATTRIBUTES, KEY_TYPES, LIST, NUMBER, Attribute
from metrics.contract.findings import Finding, finding
from metrics.contract.matching_keys import ALWAYS, KEY_COLUMNS, KeyDeclaration, possible_keys
from metrics.contract.toml_files import TABLES
from metrics.contract.toml_lines import line_of

EXACT = "exact"
NAME = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = {
    "file",
    "line",
    *(column.name for table in ("staff", "positions") for column in TABLES[table].columns),
}
"""Names that a column of the company's own cannot have."""
ATTRIBUTE_TYPES = " | ".join(f'"{name}"' for name in KEY_TYPES)


@dataclass(frozen=True)
class Matching:
    """Company-wide matching keys in order, and the cut points of numbers in the contract.

    `cuts` are () for one band for each value. `line` is that of the keys in the file.
    """

    keys: tuple[str, ...] = ()
    cuts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    line: int | None = field(default=None, compare=False)

    def possible(self, attributes: Mapping[str, Attribute]) -> tuple[KeyDeclaration, ...]:
        """Return every key that can be asked for, given the declared attributes."""
        return possible_keys(attributes, company_wide=self.keys, cuts=self.cuts)


class DeclarationReader:
    """Reads the declarations in the text of one file; `findings` are those about unusable ones."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self.findings: list[Finding] = []

    def attributes(self, entries: object) -> dict[str, Attribute]:
        """Return the usable attributes in `[staff]`, by name."""
        if not isinstance(entries, Mapping):
            self._wrong("staff", entries, "[staff.attributes]")
            return {}
        for key in set(entries) - {"attributes"}:
            self._add(
                "company.unknown_key", f"staff.{key}", value=f"staff.{key}", known="attributes"
            )
        declared = entries.get("attributes", {})
        if not isinstance(declared, Mapping):
            self._wrong("staff.attributes", declared, "[staff.attributes]")
            return {}
        found = {name: self._attribute(name, value) for name, value in declared.items()}
        return {name: attribute for name, attribute in found.items() if attribute}

    def matching(self, entries: object, attributes: Mapping[str, Attribute]) -> Matching:
        """Return the usable entries of `[matching]`."""
        if not isinstance(entries, Mapping):
            self._wrong("matching", entries, "[matching]")
            return Matching()
        for key in set(entries) - {"keys", "cuts"}:
            self._add(
                "company.unknown_key",
                f"matching.{key}",
                value=f"matching.{key}",
                known="keys, cuts",
            )
        known = [key.name for key in possible_keys(attributes)]
        return Matching(
            tuple(self._keys(entries.get("keys", []), known)),
            self._cuts(entries.get("cuts", {})),
            line_of(self._text, "matching.keys"),
        )

    def _attribute(self, name: str, value: object) -> Attribute | None:
        path = f"staff.attributes.{name}"
        if not NAME.fullmatch(name) or name in TAKEN:
            self._add("company.attribute_name", path, value=name)
            return None
        entry = value if isinstance(value, Mapping) else {"type": value}
        kind = entry.get("type")
        if name in ATTRIBUTES:
            if dict(entry) == {"type": LIST}:
                return Attribute(LIST)
            self._wrong(path, value, f'[staff.attributes] {name} = "{LIST}"')
            return None
        if kind not in KEY_TYPES or set(entry) - {"type", "cuts"}:
            self._wrong(path, value, f'{ATTRIBUTE_TYPES} | {{type = "{NUMBER}", cuts = [30, 40]}}')
            return None
        if "cuts" not in entry:
            return Attribute(str(kind))
        cuts = self._cut_points(f"{path}.cuts", entry["cuts"]) if kind == NUMBER else None
        if cuts is None:
            if kind != NUMBER:
                self._wrong(f"{path}.cuts", entry["cuts"], f'type = "{NUMBER}"')
            return None
        return Attribute(str(kind), cuts, exact=not cuts)

    def _keys(self, names: object, known: Sequence[str]) -> Iterator[str]:
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._wrong("matching.keys", names, '["job_family", "gender"]')
            return
        about_key = partial(self._add, path="matching.keys")
        for name in dict.fromkeys(names):
            if name in ALWAYS:
                about_key("company.key_always_used", value=name)
            elif name not in known:
                about_key("company.key_unknown", value=name, known=", ".join(known))
            else:
                yield name

    def _cuts(self, entries: object) -> dict[str, tuple[float, ...]]:
        numbers = [name for name, kind in KEY_COLUMNS.items() if kind == NUMBER]
        if not isinstance(entries, Mapping):
            self._wrong("matching.cuts", entries, f"{numbers[0]} = [0.5, 0.9]")
            return {}
        usable = {}
        for name, value in entries.items():
            path = f"matching.cuts.{name}"
            if name not in numbers:
                self._add("company.unknown_key", path, value=path, known=", ".join(numbers))
                continue
            cuts = self._cut_points(path, value)
            if cuts is not None:
                usable[name] = cuts
        return usable

    def _cut_points(self, path: str, value: object) -> tuple[float, ...] | None:
        """Return the cut points, () where the value is used exactly, None where it cannot be."""
        if value == EXACT:
            return ()
        if isinstance(value, list) and _is_increasing(value):
            return tuple(map(float, value))
        self._add("company.cuts_not_increasing", path, value=value, key=path)
        return None

    def _wrong(self, path: str, value: object, expected: str) -> None:
        self._add("company.wrong_value", path, value=value, key=path, expected=expected)

    def _add(self, rule: str, path: str, *, value: object, **facts: object) -> None:
        line = line_of(self._text, path)
        found = finding(rule, file=self._file, line=line, value=value)
        self.findings.append(replace(found, facts=tuple(facts.items())))


def _is_increasing(values: list) -> bool:
    """Return whether the values are one or more numbers from low to high."""
    if not values or not all(map(_is_number, values)):
        return False
    return all(low < high for low, high in zip(values, values[1:], strict=False))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)

"""Columns of the staff table that a company declares itself, under `[staff.attributes]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics.contract.model import Column, Table
from metrics.i18n import N_

LIST = "list"
"""Several values in one cell, separated by commas: the only type of an attribute."""
LANGUAGES = "languages"
ATTRIBUTES = {
    LANGUAGES: Column(
        LANGUAGES,
        "text",
        dutch="talen",
        aliases=("taal", "language"),
        meaning=N_(
            "The languages in which someone can mentor or be mentored, separated by commas. "
            "Without this column, everyone is assumed to understand everyone."
        ),
    ),
}
"""The attributes that this product uses."""


def is_attribute_declaration(value: object) -> bool:
    """Return whether the value of `[staff]` is `{"attributes": {name: type}}` of ATTRIBUTES."""
    if not isinstance(value, Mapping) or not set(value) <= {"attributes"}:
        return False
    declared = value.get("attributes", {})
    return isinstance(declared, Mapping) and all(
        name in ATTRIBUTES and kind == LIST for name, kind in declared.items()
    )


def with_attributes(table: Table, attributes: Mapping[str, str]) -> Table:
    """Return the table with the declared attributes after its own columns."""
    return replace(table, columns=(*table.columns, *(ATTRIBUTES[name] for name in attributes)))

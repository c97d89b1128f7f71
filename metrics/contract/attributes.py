"""Columns of the table staff that a company declares beyond the contract, under
`[staff.attributes]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics.contract import Column, Table
from metrics.i18n import N_

LIST = "list"
"""Several values in one cell, with commas between them: the one type that is known."""
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


def are_attributes(value: object) -> bool:
    """Whether it is `{"attributes": {name: type}}` of what is known."""
    return (
        isinstance(value, Mapping)
        and set(value) <= {"attributes"}
        and isinstance(value.get("attributes", {}), Mapping)
        and all(
            name in ATTRIBUTES and kind == LIST
            for name, kind in value.get("attributes", {}).items()
        )
    )


def with_attributes(table: Table, attributes: Mapping[str, str]) -> Table:
    """The table with the declared columns after its own."""
    return replace(table, columns=(*table.columns, *(ATTRIBUTES[name] for name in attributes)))

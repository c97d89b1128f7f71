"""Columns of the staff table that a company declares itself, under `[staff.attributes]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.contract.model import Column, Table
from metrics.i18n import N_

LIST = "list"
"""Several values in one cell, separated by commas."""
TEXT = "text"
NUMBER = "number"
YES_NO = "yes/no"
KEY_TYPES = {TEXT: "code", NUMBER: "number", YES_NO: "boolean"}
"""The types of an attribute that people can be matched on, each with the type of its column."""
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
"""The lists that this product uses."""


@dataclass(frozen=True)
class Attribute:
    """A column of a company's own: its type, one of KEY_TYPES or LIST.

    A number may have `cuts` (the lowest value of each band but the first, in order) or be used
    `exact`; else it is cut at quintiles.
    """

    type: str
    cuts: tuple[float, ...] = ()
    exact: bool = False


def with_attributes(table: Table, attributes: Mapping[str, Attribute]) -> Table:
    """Return the table with the declared attributes after its own columns."""
    columns = (_column(name, attribute) for name, attribute in attributes.items())
    return replace(table, columns=(*table.columns, *columns))


def _column(name: str, attribute: Attribute) -> Column:
    """Return the column of an attribute; its values stay out of findings."""
    if attribute.type == LIST:
        return ATTRIBUTES[name]
    return Column(name, KEY_TYPES[attribute.type], meaning="", dutch=name, sensitive=True)

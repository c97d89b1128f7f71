"""The keys by which comparable people can be matched, beyond those that are always used.

A key is a column of the contract or an attribute of staff that the company declares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.contract.attributes import KEY_TYPES, NUMBER, TEXT, YES_NO, Attribute

KEY_COLUMNS = {
    "job_family": TEXT,
    "location": TEXT,
    "gender": TEXT,
    "fte": NUMBER,
    "annual_salary": NUMBER,
    "manager_id": TEXT,
    "high_potential": YES_NO,
}
"""The columns of the contract that can be keys, with their kind.

Not what may follow from mentoring or is known only later, such as the exit.
"""
ALWAYS = ("department", "grade")
"""The columns of the contract that every matching uses already."""


@dataclass(frozen=True)
class KeyDeclaration:
    """A key that can be asked for.

    A number becomes bands: between `cuts`, or one for each value (`exact`), else at the quintiles
    of its recorded values. `place` is its order among the company-wide keys, None if it is not one.
    """

    name: str
    kind: str
    cuts: tuple[float, ...] = ()
    exact: bool = False
    is_declared: bool = False
    place: int | None = None


def possible_keys(
    attributes: Mapping[str, Attribute] | None = None,
    *,
    company_wide: Sequence[str] = (),
    cuts: Mapping[str, tuple[float, ...]] | None = None,
) -> tuple[KeyDeclaration, ...]:
    """Return every key that can be asked for: columns of the contract, then declared attributes.

    `company_wide` are the names of the keys that every metric uses, in order. `cuts` are those of
    numbers in the contract, () for one band for each value.
    """
    places = {name: place for place, name in enumerate(company_wide, start=1)}
    cuts = cuts or {}
    contract = [
        KeyDeclaration(
            name,
            kind,
            cuts=cuts.get(name, ()),
            exact=name in cuts and not cuts[name],
            place=places.get(name),
        )
        for name, kind in KEY_COLUMNS.items()
    ]
    declared = [
        KeyDeclaration(
            name,
            attribute.type,
            cuts=attribute.cuts,
            exact=attribute.exact,
            is_declared=True,
            place=places.get(name),
        )
        for name, attribute in (attributes or {}).items()
        if attribute.type in KEY_TYPES
    ]
    return (*contract, *declared)

"""The level of a person in a month on keys that a company adds to the matching."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date

from .people import Spell, Tables, first_day

Keys = dict[str, tuple[float, ...] | None]
"""Key -> the cut points of its bands; () for five bands at quintiles, None for the value itself."""


class OwnLevels:
    """The value in the position of the month, else that of the spell; a number as its band."""

    def __init__(self, tables: Tables, keys: Keys) -> None:
        self.positions = defaultdict(list)
        for row in sorted(tables.get("positions") or [], key=lambda row: row["valid_from"]):
            self.positions[row["person_id"]].append(row)
        rows = [*tables["staff"], *(tables.get("positions") or [])]
        self.cuts = {
            name: _quintiles([row[name] for row in rows if row.get(name) is not None])
            if cuts == ()
            else cuts
            for name, cuts in keys.items()
        }

    def at(self, spell: Spell, month: int) -> tuple:
        position = self._position(spell, month)
        return tuple(self._level(name, position, spell.row) for name in self.cuts)

    def _level(self, name: str, position: dict, staff: dict) -> object:
        value = position.get(name)
        value = staff.get(name) if value is None else value
        cuts = self.cuts[name]
        if value is None or value == "":
            return ""
        return value if cuts is None else sum(value >= cut for cut in cuts)

    def _position(self, spell: Spell, month: int) -> dict:
        """The one in force on the first day of the month; in the month of hire the first one."""
        last_day = spell.row.get("exit_date") or date.max
        rows = [
            row
            for row in self.positions[spell.person_id]
            if spell.row["hire_date"] <= row["valid_from"] <= last_day
        ]
        in_force = bisect_right(rows, first_day(month), key=lambda row: row["valid_from"])
        if rows and (spell.hired == month or in_force == 0):
            return rows[0]
        return rows[in_force - 1] if rows else {}


def _quintiles(values: list[float]) -> tuple[float, ...]:
    """Each value with few whole ones, else the smallest whose share of values reaches each fifth."""
    different = sorted(set(values))
    if len(different) <= 7 and all(value == round(value) for value in different):
        return tuple(different[1:])
    n = len(values)
    cuts = {
        next(v for v in different if sum(value <= v for value in values) / n >= q - 1e-12)
        for q in (0.2, 0.4, 0.6, 0.8)
    }
    return tuple(sorted(cuts))

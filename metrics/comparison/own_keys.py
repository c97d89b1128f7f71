"""The keys that a company or a metric adds to the matching: which are asked for, which there are.

The SQL is in `keys/`. Every combination of the asked keys' levels is one stratum, a whole number
from 1 (0 where nothing is asked): the column `own_stratum` of `eligible` and `follow_up`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from metrics.i18n import N_, LocalizedError
from metrics.warehouse.engine import Session

KEYS = Path(__file__).parent / "keys"
MOST_COMBINATIONS = 2**62


class TooManyKeysError(LocalizedError):
    """Keys with more possible combinations than can be numbered."""


@dataclass(frozen=True)
class MatchingKey:
    """A key that these data allow beyond those that are always used.

    `kind` is text, number or yes/no. `levels` counts its different levels, a missing value
    included; `changes` says whether anybody's level changes within a spell. `place` is its order
    among the keys of the whole company, None where the company does not ask for it.
    """

    name: str
    kind: str
    is_declared: bool
    place: int | None
    levels: int
    changes: bool


def available_keys(session: Session) -> tuple[MatchingKey, ...]:
    """Return the keys that these data allow, those asked for company-wide first."""
    rows = session.records("select * from available_key order by coalesce(place, 1000000), nth")
    return tuple(
        MatchingKey(
            name=row["key_name"],
            kind=row["kind"],
            is_declared=bool(row["is_declared"]),
            place=row["place"],
            levels=row["levels"],
            changes=bool(row["changes"]),
        )
        for row in rows
    )


def set_keys(session: Session, names: Sequence[str]) -> None:
    """Keep whom the question's own keys set apart: `own_segment`, and `own_level` with the levels.

    `names` are keys in the order in which they are asked for; one that these data do not hold
    changes nothing. Raises TooManyKeysError.
    """
    asked = [[name, place] for place, name in enumerate(dict.fromkeys(names), start=1)]
    session.give("asked_key", {"key_name": "varchar", "place": "int"}, asked)
    session.step(KEYS / "asked_level.sql")
    factors = _factors(
        session.records(
            "select key_name, count(*) as n from asked_level group by key_name, place "
            "order by place"
        )
    )
    session.give(
        "key_factor",
        {"key_name": "varchar", "factor": "bigint"},
        [list(factor) for factor in factors.items()],
    )
    for name in ("own_segment", "own_level"):
        session.step(KEYS / f"{name}.sql")


def asked_keys(session: Session) -> tuple[str, ...]:
    """Return the question's own keys that these data hold, in the order asked."""
    rows = session.records("select distinct key_name, place from asked_level order by place")
    return tuple(row["key_name"] for row in rows)


def level_of_stratum(session: Session) -> dict[str, dict[int, str]]:
    """Return key -> stratum -> level, for each of the question's own keys in the order asked.

    A margin of a key over patterns that carry `own_stratum` is the sum over its strata of a level.
    """
    found: dict[str, dict[int, str]] = {name: {} for name in asked_keys(session)}
    for row in session.records("select key_name, own_stratum, level from own_level"):
        found[row["key_name"]][row["own_stratum"]] = row["level"]
    return found


def levels_of(session: Session, strata: np.ndarray) -> dict[str, np.ndarray]:
    """Return for each of the question's own keys the level of every stratum in `strata`."""
    return {
        name: np.asarray([of.get(int(stratum), "") for stratum in strata], dtype=object)
        for name, of in level_of_stratum(session).items()
    }


def matched_shares(session: Session) -> list[tuple[int, int]]:
    """Return (mentees, matched) with 0, 1, 2, ... of the question's own keys, in the order asked.

    Matched: with a comparable colleague who is the same on all fixed keys and those. Reads
    `scope_follow_up`.
    """
    counts = [[n] for n in range(len(asked_keys(session)) + 1)]
    session.give("key_count", {"n": "int"}, counts)
    rows = session.records(KEYS / "matched_share.sql")
    return [(int(row["mentees"]), int(row["matched"])) for row in rows]


def _factors(levels: Sequence[Mapping[str, object]]) -> dict[str, int]:
    """Return key -> the factor of its level's number, so that every sum is one combination."""
    factors: dict[str, int] = {}
    product = 1
    for row in levels:
        factors[str(row["key_name"])] = product
        product *= int(str(row["n"]))
    if product > MOST_COMBINATIONS:
        raise TooManyKeysError(
            N_(
                "The matching keys {keys} have too many combinations to compare anybody. Leave "
                "out those with the most different values."
            ),
            keys=", ".join(factors),
        )
    return factors

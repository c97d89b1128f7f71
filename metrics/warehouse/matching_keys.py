"""What the build needs to know of the keys to match people on: which, and their bands."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np

from metrics.contract import TABLES
from metrics.contract.attributes import NUMBER
from metrics.contract.findings import Finding, finding
from metrics.contract.matching_keys import KeyDeclaration
from metrics.contract.settings import FILE, CompanySettings

OPEN_BELOW = -1e300
QUINTILES = (0.2, 0.4, 0.6, 0.8)
DECILES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
MOST_EXACT_VALUES = 7
MOST_LEVELS = 50
"""With more levels than this, a key leaves few people to compare: loading gives a warning."""
VALUES = "declared_value"
DECLARED_VALUE = (
    "source varchar, person_id varchar, valid_from date, key_name varchar, value varchar, "
    "number double"
)
"""The columns of `declared_value`: a declared attribute in a row of staff or positions."""


def keep_keys(con: duckdb.DuckDBPyConnection, keys: Sequence[KeyDeclaration]) -> None:
    """Make `matching_key`, the keys of which these data hold a value, and `key_band` of numbers."""
    con.execute(f"create table if not exists {VALUES} ({DECLARED_VALUE})")
    con.execute(
        "create or replace table matching_key (key_name varchar, kind varchar, is_declared "
        "integer, place integer, nth integer)"
    )
    con.execute("create or replace table key_band (key_name varchar, band integer, low double)")
    for nth, key in enumerate(keys, start=1):
        if not con.execute(f"select 1 from ({_values(key)}) as recorded limit 1").fetchall():
            continue
        con.execute(
            "insert into matching_key values (?, ?, ?, ?, ?)",
            [key.name, key.kind, int(key.is_declared), key.place, nth],
        )
        if key.kind == NUMBER:
            con.executemany(
                "insert into key_band values (?, ?, ?)",
                [[key.name, band, low] for band, low in enumerate(_lows(con, key), start=1)],
            )


def key_findings(con: duckdb.DuckDBPyConnection, company: CompanySettings) -> list[Finding]:
    """Return what is wrong with the company-wide keys in these files: no values, or too many."""
    findings = []
    line = company.matching.line
    for key in company.matching.possible(company.attributes):
        if key.place is None:
            continue
        (found,) = con.execute(
            f"select count(distinct value) as n from ({_values(key)}) as recorded"
        ).fetchall()
        if not found[0]:
            findings.append(
                finding("company.key_without_values", file=FILE, line=line, value=key.name)
            )
        elif found[0] > MOST_LEVELS and (key.kind != NUMBER or key.exact):
            findings.append(
                finding(
                    "company.key_levels",
                    file=FILE,
                    line=line,
                    value=key.name,
                    levels=found[0],
                    most=MOST_LEVELS,
                )
            )
    return findings


def band_lows(
    values: np.ndarray, counts: np.ndarray, shares: Sequence[float] = QUINTILES
) -> list[float]:
    """Return the lowest value of each band; the first band is open below.

    `values` are the distinct values in order, `counts` how often each occurs. Few whole numbers are
    a band each; otherwise the bands are cut at the smallest value whose cumulative share reaches
    each of `shares`.
    """
    if len(values) == 0:
        return [OPEN_BELOW]
    if len(values) <= MOST_EXACT_VALUES and np.all(values == np.round(values)):
        return [OPEN_BELOW, *(float(value) for value in values[1:])]
    below = np.cumsum(counts) / counts.sum()
    cuts = [float(values[np.argmax(below >= share - 1e-12)]) for share in shares]
    return [OPEN_BELOW, *sorted(set(cuts))]


def _lows(con: duckdb.DuckDBPyConnection, key: KeyDeclaration) -> list[float]:
    if key.cuts:
        return [OPEN_BELOW, *key.cuts]
    recorded = con.execute(
        f"select value, count(*) as n from ({_values(key)}) as recorded "
        "group by value order by value"
    ).fetchnumpy()
    values = np.asarray(recorded["value"], dtype=float)
    if key.exact:
        return [OPEN_BELOW, *(float(value) for value in values[1:])]
    return band_lows(values, np.asarray(recorded["n"], dtype=float))


def _values(key: KeyDeclaration) -> str:
    """Return SQL for every recorded value of a key, in staff and positions."""
    if key.is_declared:
        column = "number" if key.kind == NUMBER else "value"
        return (
            f"select {column} as value from {VALUES} "
            f"where key_name = '{key.name}' and {column} is not null"
        )
    return " union all ".join(
        f"select {key.name} as value from {table} where {key.name} is not null"
        for table in ("staff", "positions")
        if TABLES[table].has(key.name)
    )

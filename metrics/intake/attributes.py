"""The declared attributes of people, one row per value, from the typed staff and positions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import duckdb

from metrics.contract import TABLES, Table
from metrics.contract.attributes import LIST, NUMBER, YES_NO, Attribute

VALUES = """
-- one row per person and value of one attribute, as the last spell that has any gives it
insert into attribute
select distinct person_id, ? as name, lower(trim(part)) as value
from (
    select person_id, unnest(string_split_regex({column}, '[,;/]')) as part
    from staff
    where {column} is not null and person_id is not null
    qualify row_number() over (partition by person_id order by hire_date desc, line desc) = 1
) as parts
where trim(part) <> ''
"""


IN_ROW = """
-- one row per row of staff or positions and attribute with a value in it
insert into declared_value
select {source}, person_id, {valid_from}, {key}, {value}, {number}
from {table}
where "{column}" is not null and person_id is not null and {valid_from} is not null
qualify row_number() over (partition by person_id, {valid_from} order by line desc) = 1
"""
DATED = {"staff": "hire_date", "positions": "valid_from"}


def keep_attributes(con: duckdb.DuckDBPyConnection, attributes: Mapping[str, Attribute]) -> None:
    """Create `attribute` (person_id, name, value) of lists, in small letters, and `declared_value`.

    Of a list, the last employment spell of a person that has a value counts. `declared_value`
    (source, person_id, valid_from, key_name, value, number) has the others, as each row of staff
    and positions gives them.
    """
    con.execute(
        "create or replace table attribute (person_id varchar, name varchar, value varchar)"
    )
    con.execute(
        "create or replace table declared_value (source varchar, person_id varchar, "
        "valid_from date, key_name varchar, value varchar, number double)"
    )
    for name, declared in attributes.items():
        if declared.type == LIST:
            con.execute(VALUES.format(column=name), [name])
            continue
        for table, valid_from in DATED.items():
            con.execute(
                IN_ROW.format(
                    source=f"'{table}'",
                    valid_from=valid_from,
                    key=f"'{name}'",
                    table=table,
                    column=name,
                    **_typed(name, declared.type),
                )
            )


def missing_attributes(table: Table, present: Collection[str]) -> Iterator[str]:
    """Yield the declared attributes that a header of staff lacks."""
    if table.name == "staff":
        for column in table.columns:
            if not TABLES[table.name].has(column.name) and column.name not in present:
                yield column.name


def _typed(name: str, kind: str) -> dict[str, str]:
    """Return SQL for the text and the number of a value."""
    if kind == NUMBER:
        return {"value": "null", "number": f'"{name}"'}
    if kind == YES_NO:
        return {"value": f"case when \"{name}\" then 'yes' else 'no' end", "number": "null"}
    return {"value": f'"{name}"', "number": "null"}

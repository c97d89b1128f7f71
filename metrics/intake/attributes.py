"""The declared attributes of people, one row per value, from the typed staff table."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

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


def keep_attributes(con: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Create the table `attribute` (person_id, name, value) in small letters.

    Of a person with several employment spells, the last one that has a value counts.
    """
    con.execute(
        "create or replace table attribute (person_id varchar, name varchar, value varchar)"
    )
    for name in names:
        con.execute(VALUES.format(column=name), [name])

"""The declared attributes of people, one row per value, from the typed table of staff."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

VALUES = """
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
    """Leaves the table `attribute` (person_id, name, value), small letters: what the last spell
    says that says any.
    """
    con.execute(
        "create or replace table attribute (person_id varchar, name varchar, value varchar)"
    )
    for name in names:
        con.execute(VALUES.format(column=name), [name])

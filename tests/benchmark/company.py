"""A large company straight from the engine, for timing: no effect is planted, only sizes are
real."""

from __future__ import annotations

from pathlib import Path

import duckdb

TABLES = {
    "staff": """
        select 'P' || i as person_id, date '2012-01-01' + cast(random() * 5000 as int) as hire_date,
            'dept' || cast(floor(random() * 13) as int) as department, 'g' || cast(floor(random() * 7) as int) as grade,
            30000 + cast(random() * 40000 as int) as annual_salary
        from range({n}) as t(i)""",
    "reviews": """
        select 'P' || i as person_id, day as review_date, 1 + cast(random() * 40 as int) / 10 as score
        from range({n}) as t(i), (select unnest([date '2021-06-30', date '2021-12-31', date '2022-06-30',
            date '2022-12-31', date '2023-06-30', date '2023-12-31', date '2024-06-30', date '2024-12-31',
            date '2025-06-30', date '2025-12-31']) as day)""",
    "pairings": """
        select 'M' || i as pairing_id, 'P' || cast(floor(random() * {n}) as int) as mentor_id, 'P' || i as mentee_id,
            'category' || cast(floor(random() * 3) as int) as category,
            date '2021-07-01' + cast(random() * 1500 as int) as start_date
        from range({n} // 6) as t(i)""",
}
PEOPLE_AT_WORK = """
    create table staff as
    select person_id, hire_date, case when left_on <= date '2025-12-31' then left_on end as exit_date,
        department, grade, annual_salary
    from (select *, greatest(hire_date, date '2021-01-01') + cast(random() * 3000 + 1 as int) as left_on from drawn)"""


def write(folder: Path, people: int) -> Path:
    """The folder with staff, reviews and pairings of that many people as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.execute("select setseed(0.5)")
        con.execute(f"create table drawn as {TABLES['staff'].format(n=people)}")
        con.execute(PEOPLE_AT_WORK)
        con.execute(f"create table r as {TABLES['reviews'].format(n=people)}")
        con.execute(f"create table p as {TABLES['pairings'].format(n=people)}")
        at_work = "{day} >= s.hire_date and (s.exit_date is null or {day} <= s.exit_date)"
        con.execute(
            "create table reviews as select r.* from r join staff s using (person_id) where "
            + at_work.format(day="review_date")
        )
        con.execute(
            (
                "create table pairings as select p.* from p join staff s on s.person_id = "
                "mentee_id where mentor_id <> mentee_id and "
            )
            + at_work.format(day="start_date")
        )
        for name in ("staff", "reviews", "pairings"):
            con.execute(f"copy {name} to '{folder / name}.csv' (header)")
    (folder / "company.toml").write_text("as_of = 2025-12-31\nreview_cycle_months = 6\n")
    return folder

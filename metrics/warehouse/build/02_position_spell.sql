-- One row per employment spell and run of months in one position. A position counts for a month if
-- it is in force on the first day of that month; the first position of a spell counts from the
-- month of hire, and one from after the last month of the spell not at all. Spells without a row in
-- positions have the values in staff, and no valid_from.
-- reads: positions, spell
-- makes: position_spell
with

dated as (

    select
        spell.person_id,
        spell.spell,
        spell.hire_month,
        spell.last_month,
        positions.valid_from,
        year(positions.valid_from) * 12 + month(positions.valid_from) - 1
            + case when day(positions.valid_from) = 1 then 0 else 1 end as from_month,
        coalesce(positions.department, spell.department) as department,
        coalesce(positions.job_family, spell.job_family) as job_family,
        coalesce(positions.grade, spell.grade) as grade,
        coalesce(positions.location, spell.location) as location,
        coalesce(positions.fte, spell.fte) as fte,
        coalesce(positions.annual_salary, spell.annual_salary) as annual_salary,
        coalesce(positions.manager_id, spell.manager_id) as manager_id
    from spell
    inner join positions on positions.person_id = spell.person_id
    where positions.valid_from >= spell.hire_date
        and (spell.exit_date is null or positions.valid_from <= spell.exit_date)

),

numbered as (

    select
        dated.*,
        row_number() over (partition by person_id, spell order by valid_from) as nth
    from dated

),

started as (

    select
        person_id, spell, valid_from, nth, last_month,
        case when nth = 1 then hire_month else from_month end as from_month,
        department, job_family, grade, location, fte, annual_salary, manager_id
    from numbered
    where nth = 1 or from_month <= last_month

),

bounded as (

    select
        started.*,
        coalesce(lead(from_month) over (partition by person_id, spell order by valid_from, nth) - 1,
            last_month) as to_month
    from started

),

undated as (

    select spell.*
    from spell
    left join (select distinct person_id, spell from dated) as known
        on known.person_id = spell.person_id and known.spell = spell.spell
    where known.person_id is null

)

select person_id, spell, valid_from, from_month, to_month, department, job_family, grade, location,
    fte, annual_salary, manager_id
from bounded
where from_month <= to_month

union all

select person_id, spell, cast(null as date) as valid_from, hire_month, last_month, department,
    job_family, grade, location, fte, annual_salary, manager_id
from undated

-- One row per employment spell and month in which a position is recorded: what held before it, and
-- what holds from it on. The first of a spell (nth 1) is the hire, with nothing before it. Of
-- several in a month the last counts; an empty value keeps the one before. place_before is the
-- highest place of a grade that the spell had before.
-- reads: grade_order, positions, spell
-- makes: move
with

dated as (

    select
        spell.person_id,
        spell.spell,
        positions.valid_from,
        year(positions.valid_from) * 12 + month(positions.valid_from) - 1 as month,
        nullif(positions.department, '') as department,
        nullif(positions.job_family, '') as job_family,
        nullif(positions.grade, '') as grade
    from spell
    inner join positions on positions.person_id = spell.person_id
    where positions.valid_from >= spell.hire_date
        and (spell.exit_date is null or positions.valid_from <= spell.exit_date)
        and (spell.lost_on is null or positions.valid_from <= spell.lost_on)

),

counted as (

    select
        dated.*,
        count(department) over (partition by person_id, spell order by valid_from) as departments,
        count(job_family) over (partition by person_id, spell order by valid_from) as job_families,
        count(grade) over (partition by person_id, spell order by valid_from) as grades
    from dated

),

filled as (

    select
        person_id,
        spell,
        valid_from,
        month,
        lead(month) over (partition by person_id, spell order by valid_from) as next_month,
        max(department) over (partition by person_id, spell, departments) as department,
        max(job_family) over (partition by person_id, spell, job_families) as job_family,
        max(grade) over (partition by person_id, spell, grades) as grade
    from counted

),

change as (

    select
        filled.person_id,
        filled.spell,
        filled.month,
        row_number() over (partition by filled.person_id, filled.spell
            order by filled.valid_from) as nth,
        lag(filled.department)
            over (partition by filled.person_id, filled.spell order by filled.valid_from)
            as department_before,
        lag(filled.job_family)
            over (partition by filled.person_id, filled.spell order by filled.valid_from)
            as job_family_before,
        lag(filled.grade)
            over (partition by filled.person_id, filled.spell
                order by filled.valid_from) as grade_before,
        filled.department,
        filled.job_family,
        filled.grade,
        max(grade_order.place) over (
            partition by filled.person_id, filled.spell order by filled.valid_from
            rows between unbounded preceding and 1 preceding
        ) as place_before,
        grade_order.place
    from filled
    left join grade_order on grade_order.grade = filled.grade
    where filled.next_month is null or filled.next_month > filled.month

)

select
    person_id,
    spell,
    nth,
    month,
    department_before,
    job_family_before,
    grade_before,
    department,
    job_family,
    grade,
    place_before,
    place
from change

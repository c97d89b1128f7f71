-- One row per measure, person and month in which they were employed: the value (the mean of several
-- in a month), and the work they did then (job family, else the department) and grade.
-- A whole count in a known amount of work is scaled to the usual amount; other values are as given.
-- reads: measures, position_spell, run, spell
with

usable_measure as (

    select
        measure,
        min(better) as better,
        min(unit) as unit,
        min(case when value = floor(value) and value >= 0 then 1 else 0 end)
            * max(case when exposure > 0 then 1 else 0 end) as counted,
        avg(case when exposure > 0 then cast(exposure as double) end) as usual
    from measures
    where value is not null
    group by measure
    having count(distinct better) = 1

),

monthly as (

    select
        measures.person_id,
        measures.measure,
        year(measures.period_end) * 12 + month(measures.period_end) - 1 as month,
        avg(case when usable_measure.counted = 0 then cast(measures.value as double)
                 when measures.exposure > 0
                 then cast(measures.value as double) / measures.exposure * usable_measure.usual
            end) as value,
        max(usable_measure.better) as better,
        max(coalesce(usable_measure.unit, '')) as unit
    from measures
    inner join usable_measure on usable_measure.measure = measures.measure
    cross join run
    where measures.period_end <= run.as_of
    group by
        measures.person_id,
        measures.measure,
        year(measures.period_end) * 12 + month(measures.period_end) - 1

),

with_position as (

    select
        monthly.*,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        row_number() over (
            partition by monthly.person_id, monthly.measure, monthly.month
            order by position_spell.spell desc
        ) as nth
    from monthly
    inner join position_spell
        on position_spell.person_id = monthly.person_id
        and monthly.month between position_spell.from_month and position_spell.to_month
    where monthly.value is not null

),

employment as (

    select person_id, max(is_present) as is_present
    from spell
    group by person_id

)

select
    with_position.measure,
    with_position.person_id as owner_id,
    with_position.month,
    with_position.value,
    with_position.better,
    with_position.unit,
    with_position.department,
    with_position.job_family,
    coalesce(nullif(with_position.job_family, ''), with_position.department) as work,
    with_position.grade,
    employment.is_present as employed
from with_position
inner join employment on employment.person_id = with_position.person_id
where with_position.nth = 1
order by with_position.measure, with_position.person_id, with_position.month

-- One row per measure, person and month in which they worked here: the value (the mean of several in a month), and the work they did then: job family, or else the department, and grade.
-- Of whole counts in a known amount of work it is what the usual amount of it would have given; of all else as it stands.
-- reads: measures, position_spell, run, spell
with

directed as (

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
        avg(case when directed.counted = 0 then cast(measures.value as double)
                 when measures.exposure > 0
                 then cast(measures.value as double) / measures.exposure * directed.usual end) as value,
        max(directed.better) as better,
        max(coalesce(directed.unit, '')) as unit
    from measures
    inner join directed on directed.measure = measures.measure
    cross join run
    where measures.period_end <= run.as_of
    group by
        measures.person_id,
        measures.measure,
        year(measures.period_end) * 12 + month(measures.period_end) - 1

),

placed as (

    select
        monthly.*,
        position_spell.department,
        position_spell.job_family,
        position_spell.grade,
        row_number() over (
            partition by monthly.person_id, monthly.measure, monthly.month order by position_spell.spell desc
        ) as nth
    from monthly
    inner join position_spell
        on position_spell.person_id = monthly.person_id
        and monthly.month between position_spell.from_month and position_spell.to_month
    where monthly.value is not null

),

gone as (

    select person_id, min(has_left) as has_left
    from spell
    group by person_id

)

select
    placed.measure,
    placed.person_id as owner_id,
    placed.month,
    placed.value,
    placed.better,
    placed.unit,
    placed.department,
    placed.job_family,
    coalesce(nullif(placed.job_family, ''), placed.department) as work,
    placed.grade,
    1 - gone.has_left as here
from placed
inner join gone on gone.person_id = placed.person_id
where placed.nth = 1
order by placed.measure, placed.person_id, placed.month

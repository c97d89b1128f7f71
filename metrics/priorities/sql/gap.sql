-- One row per department: people with a value of the metric in the last year and their mean value, each person once, by the department at the end.
-- reads: metric_rows, position_spell, run
with

latest as (select max(period) as last_period from metric_rows),

valued as (

    select
        metric_rows.person_id,
        avg(cast(metric_rows.value as double)) as value
    from metric_rows
    cross join latest
    cross join run
    where metric_rows.period > latest.last_period - cast(12 as double) / nullif(run.review_months, 0)
        and metric_rows.value is not null
    group by metric_rows.person_id

),

placed as (

    select
        person_id,
        coalesce(department, '') as department,
        row_number() over (partition by person_id order by spell desc, to_month desc) as nth
    from position_spell

)

select
    placed.department,
    count(*) as people,
    avg(valued.value) as value,
    avg(valued.value * valued.value) as squares
from valued
inner join placed on placed.person_id = valued.person_id and placed.nth = 1
group by placed.department

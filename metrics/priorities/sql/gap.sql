-- One row per department: people with a value of the metric in the last year, and their mean value.
-- Each person counts once, in the department they were in last.
-- reads: metric_rows, position_spell, run
with

last_period_of_all as (select max(period) as last_period from metric_rows),

person_value as (

    select
        metric_rows.person_id,
        avg(cast(metric_rows.value as double)) as value
    from metric_rows
    cross join last_period_of_all
    cross join run
    where metric_rows.period
        > last_period_of_all.last_period - cast(12 as double) / nullif(run.review_months, 0)
        and metric_rows.value is not null
    group by metric_rows.person_id

),

last_department as (

    select
        person_id,
        coalesce(department, '') as department,
        row_number() over (partition by person_id order by spell desc, to_month desc) as nth
    from position_spell

)

select
    last_department.department,
    count(*) as people,
    avg(person_value.value) as value,
    avg(person_value.value * person_value.value) as squares
from person_value
inner join last_department
    on last_department.person_id = person_value.person_id and last_department.nth = 1
group by last_department.department

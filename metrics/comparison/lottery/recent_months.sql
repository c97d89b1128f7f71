-- One row per person employed at the start of the last 24 months of the data: how many of these
-- they were without the metric's event.
-- reads: metric_rows, run, spell
with

started as (

    select spell.person_id, min(run.last_month - 23) as from_month
    from spell
    cross join run
    where spell.entry_month < run.last_month - 23 and spell.last_month >= run.last_month - 23
    group by spell.person_id

)

select
    started.person_id,
    coalesce(min(metric_rows.month) - started.from_month + 1, 24) as value
from started
left join metric_rows
    on metric_rows.person_id = started.person_id
    and metric_rows.event = 1
    and metric_rows.month >= started.from_month
group by started.person_id, started.from_month
order by started.person_id

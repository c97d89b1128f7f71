-- One row per candidate who counts: the month, from 0 in that of the draw, in which they are last
-- seen, and whether that is by the metric's event.
-- reads: lottery_entrant, metric_rows, run
with

decisive as (

    select
        lottery_entrant.person_id,
        metric_rows.month,
        metric_rows.event,
        row_number() over (
            partition by lottery_entrant.person_id
            order by metric_rows.month, metric_rows.event desc
        ) as nth
    from lottery_entrant
    inner join metric_rows
        on metric_rows.person_id = lottery_entrant.person_id
        and metric_rows.month >= lottery_entrant.draw_month
        and metric_rows.month <= lottery_entrant.last_month
    where lottery_entrant.fate = 'kept'

)

select
    lottery_entrant.*,
    coalesce(decisive.month, lottery_entrant.last_month) - lottery_entrant.draw_month as u,
    coalesce(decisive.event, 0) as event,
    run.last_month - lottery_entrant.draw_month + 1 as followed
from lottery_entrant
cross join run
left join decisive on decisive.person_id = lottery_entrant.person_id and decisive.nth = 1
where lottery_entrant.fate = 'kept'
order by lottery_entrant.lottery_id, lottery_entrant.person_id

-- One row per eligible person and trial, with u, the follow-up month in which the row ends, and whether by the event.
-- The first row of the metric in the follow-up decides; without one the row is censored in its last month.
with

followed as (

    select
        eligible.person_id,
        eligible.trial_month,
        metric_rows.month,
        metric_rows.event,
        metric_rows.cause,
        row_number() over (
            partition by eligible.person_id, eligible.trial_month
            order by metric_rows.month, metric_rows.event desc, metric_rows.cause
        ) as nth
    from eligible
    inner join metric_rows on metric_rows.person_id = eligible.person_id
    where metric_rows.month > eligible.trial_month and metric_rows.month <= eligible.end_month

)

select
    eligible.*,
    coalesce(followed.month, eligible.end_month) - eligible.trial_month - 1 as u,
    coalesce(followed.event, 0) as event,
    followed.cause
from eligible
left join followed
    on followed.person_id = eligible.person_id
    and followed.trial_month = eligible.trial_month
    and followed.nth = 1

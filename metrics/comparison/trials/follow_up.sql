-- One row per eligible person and trial: u, the follow-up month in which the row ends, and whether
-- it ends by the event. The person's first row of the metric from start_month on decides, if it
-- is within the follow-up; without one the row is censored in its last month.
-- reads: eligible, metric_rows
-- makes: follow_up
with

decisive as (

    select
        person_id,
        month,
        event,
        cause,
        coalesce(lag(month) over (partition by person_id order by month, event desc, cause),
            0) + 1 as from_start,
        month as to_start
    from metric_rows

)

select
    eligible.*,
    coalesce(decisive.month, eligible.end_month) - eligible.start_month as u,
    coalesce(decisive.event, 0) as event,
    decisive.cause
from eligible
left join decisive
    on decisive.person_id = eligible.person_id
    and eligible.start_month between decisive.from_start and decisive.to_start
    and decisive.month <= eligible.end_month

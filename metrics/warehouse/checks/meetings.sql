-- One row per line of meetings, with its pairing's first and last day.
with

pairing_day as (

    select
        pairing_id,
        min(start_date) as first_day,
        max(end_date) as last_day
    from pairings
    group by pairing_id

)

select
    meetings.*,
    row_number() over (
        partition by meetings.pairing_id, meetings.held_on, meetings.minutes, meetings.kind
            order by meetings.line
    ) * case when meetings.pairing_id is null or meetings.held_on is null
        or meetings.minutes is null
             then 0 else 1 end as copy,
    min(meetings.line) over (
        partition by meetings.pairing_id, meetings.held_on, meetings.minutes, meetings.kind
    ) as first_line,
    pairing_day.pairing_id as pairing_known,
    pairing_day.first_day as pairing_start,
    pairing_day.last_day as pairing_end
from meetings
left join pairing_day on pairing_day.pairing_id = meetings.pairing_id

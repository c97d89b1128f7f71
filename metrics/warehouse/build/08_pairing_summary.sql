-- One row per pairing that has begun: its mentor and mentee, its first and last month, the hours
-- agreed, and its meetings and minutes so far.
-- reads: meetings, pairings, run
-- makes: pairing_summary
with

ended as (

    select
        pairing_id, mentor_id, mentee_id, category, agreed_hours, start_date,
        coalesce(end_date, planned_end_date) as last_day
    from pairings

),

meeting_total as (

    select pairing_id, count(*) as meetings, sum(minutes) as minutes
    from meetings
    cross join run
    where held_on <= run.as_of
    group by pairing_id

)

select
    ended.pairing_id,
    ended.mentor_id,
    ended.mentee_id,
    ended.category,
    ended.agreed_hours,
    year(start_date) * 12 + month(start_date) - 1 as from_month,
    coalesce(year(last_day) * 12 + month(last_day) - 1, run.last_month) as to_month,
    coalesce(meeting_total.meetings, 0) as meetings,
    coalesce(meeting_total.minutes, 0) as minutes
from ended
cross join run
left join meeting_total on meeting_total.pairing_id = ended.pairing_id
where year(start_date) * 12 + month(start_date) - 1 <= run.last_month

-- One row per line of checkins, with whether the person is in its pairing, and the pairing's first
-- and last day.
with

pairing_day as (

    select pairing_id, min(start_date) as first_day, max(end_date) as last_day
    from pairings
    group by pairing_id

),

member as (

    select pairing_id, mentor_id as person_id
    from pairings

    union

    select pairing_id, mentee_id as person_id
    from pairings

)

select
    checkins.*,
    row_number() over (
        partition by checkins.pairing_id, checkins.person_id, checkins.held_on
            order by checkins.line
    ) * case when checkins.pairing_id is null or checkins.person_id is null
        or checkins.held_on is null
             then 0 else 1 end as copy,
    min(checkins.line) over (
        partition by checkins.pairing_id, checkins.person_id, checkins.held_on
    ) as first_line,
    member.person_id as of_pairing,
    pairing_day.pairing_id as pairing_known,
    pairing_day.first_day as pairing_start,
    pairing_day.last_day as pairing_end
from checkins
left join pairing_day on pairing_day.pairing_id = checkins.pairing_id
left join member
    on member.pairing_id = checkins.pairing_id
    and member.person_id = checkins.person_id

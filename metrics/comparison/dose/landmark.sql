-- One row per mentee asked about who was still employed on day 90 after pairing: the minutes their pairing met before
-- that day. Pairings from more than a month before the first recorded meeting are left out, because theirs may not have
-- been recorded, as are those with day 90 still to come.
with

met as (

    select first_pairing.person_id, sum(meetings.minutes) as minutes
    from first_pairing
    inner join landmark_day on landmark_day.start_date = first_pairing.start_date
    inner join meetings on meetings.pairing_id = first_pairing.pairing_id
    where meetings.held_on >= first_pairing.start_date and meetings.held_on < landmark_day.day
    group by first_pairing.person_id

),

recorded as (select min(month) as from_month from meeting_held)

select
    first_pairing.person_id,
    first_pairing.mentor_id,
    landmark_day.day,
    year(landmark_day.day) * 12 + month(landmark_day.day) - 1 as landmark_month,
    cast(coalesce(met.minutes, 0) as double) as minutes
from first_pairing
inner join asked_person on asked_person.person_id = first_pairing.person_id
inner join landmark_day on landmark_day.start_date = first_pairing.start_date
inner join spell
    on spell.person_id = first_pairing.person_id
    and spell.hire_date <= first_pairing.start_date
    and (spell.exit_date is null or spell.exit_date >= landmark_day.day)
cross join recorded
cross join asked
cross join run
left join met on met.person_id = first_pairing.person_id
where landmark_day.day <= run.as_of
    and first_pairing.pair_month >= recorded.from_month - 1
    and (asked.category is null or first_pairing.category = asked.category)

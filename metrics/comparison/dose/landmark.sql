-- One row per mentee within the scope who was still employed on day 90 after pairing: the minutes
-- that their pairing met before that day. Pairings that began more than a month before the first
-- recorded meeting are left out, because their meetings may not have been recorded; so are those
-- whose day 90 is after the last day of the data.
-- reads: exposure, landmark_day, meeting_held, meetings, run, scope_pairing, scope_person, spell
-- makes: landmark
with

meeting_total as (

    select exposure.person_id, sum(meetings.minutes) as minutes
    from exposure
    inner join landmark_day on landmark_day.start_date = exposure.start_date
    inner join meetings on meetings.pairing_id = exposure.pairing_id
    where meetings.held_on >= exposure.start_date and meetings.held_on < landmark_day.day
    group by exposure.person_id

),

first_meeting as (select min(month) as from_month from meeting_held)

select
    exposure.person_id,
    exposure.cluster_id,
    landmark_day.day,
    year(landmark_day.day) * 12 + month(landmark_day.day) - 1 as landmark_month,
    cast(coalesce(meeting_total.minutes, 0) as double) as minutes
from exposure
inner join scope_person on scope_person.person_id = exposure.person_id
inner join landmark_day on landmark_day.start_date = exposure.start_date
inner join spell
    on spell.person_id = exposure.person_id
    and spell.hire_date <= exposure.start_date
    and (spell.exit_date is null or spell.exit_date >= landmark_day.day)
    and (spell.lost_on is null or spell.lost_on >= landmark_day.day)
cross join first_meeting
inner join scope_pairing on scope_pairing.person_id = exposure.person_id
cross join run
left join meeting_total on meeting_total.person_id = exposure.person_id
where landmark_day.day <= run.as_of
    and exposure.pair_month >= first_meeting.from_month - 1

-- One row per category with meetings: pairings, mentors, hours met; the full-time pay of mentors and of mentees in
-- euros a year, summed over those hours; and what the hours would have cost from outside, in euros.
-- reads: assumption, meeting_held, person
with

company as (select avg(full_time_salary) as full_time_salary from person)

select
    meeting_held.category,
    count(distinct meeting_held.pairing_id) as pairings,
    count(distinct meeting_held.mentor_id) as mentors,
    sum(meeting_held.minutes) / cast(60 as double) as hours,
    sum(meeting_held.minutes * coalesce(mentor.full_time_salary, company.full_time_salary, assumption.default_salary))
        / cast(60 as double) as mentor_pay_hours,
    sum(meeting_held.minutes * coalesce(mentee.full_time_salary, company.full_time_salary, assumption.default_salary))
        / cast(60 as double) as mentee_pay_hours,
    sum(meeting_held.minutes * coalesce(meeting_held.outside_rate_low, assumption.outside_rate_low))
        / cast(60 as double) as outside_low,
    sum(meeting_held.minutes * coalesce(meeting_held.outside_rate, assumption.outside_rate))
        / cast(60 as double) as outside,
    sum(meeting_held.minutes * coalesce(meeting_held.outside_rate_high, assumption.outside_rate_high))
        / cast(60 as double) as outside_high
from meeting_held
left join person as mentor on mentor.person_id = meeting_held.mentor_id
left join person as mentee on mentee.person_id = meeting_held.mentee_id
cross join company
cross join assumption
group by meeting_held.category
order by meeting_held.category

-- One row per category with meetings: pairings, mentors, hours met; the full-time pay of mentors
-- and of mentees in euros a year, summed over those hours; and what the hours would have cost from
-- outside, in euros.
-- reads: assumption, meeting_held, person
with

company as (select avg(full_time_salary) as full_time_salary from person),

priced as (

    select
        meeting_held.category,
        meeting_held.pairing_id,
        meeting_held.mentor_id,
        meeting_held.minutes,
        coalesce(mentor.full_time_salary, company.full_time_salary, assumption.default_salary)
            as mentor_pay,
        coalesce(mentee.full_time_salary, company.full_time_salary, assumption.default_salary)
            as mentee_pay,
        coalesce(meeting_held.outside_rate_low, assumption.outside_rate_low) as low_rate,
        coalesce(meeting_held.outside_rate, assumption.outside_rate) as rate,
        coalesce(meeting_held.outside_rate_high, assumption.outside_rate_high) as high_rate
    from meeting_held
    left join person as mentor on mentor.person_id = meeting_held.mentor_id
    left join person as mentee on mentee.person_id = meeting_held.mentee_id
    cross join company
    cross join assumption

)

select
    category,
    count(distinct pairing_id) as pairings,
    count(distinct mentor_id) as mentors,
    sum(minutes) / cast(60 as double) as hours,
    sum(minutes * mentor_pay) / cast(60 as double) as mentor_pay_hours,
    sum(minutes * mentee_pay) / cast(60 as double) as mentee_pay_hours,
    sum(minutes * low_rate) / cast(60 as double) as outside_low,
    sum(minutes * rate) / cast(60 as double) as outside,
    sum(minutes * high_rate) / cast(60 as double) as outside_high
from priced
group by category
order by category

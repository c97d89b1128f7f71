-- One row per category, and one for all of them (category ''), which sorts first. pairings,
-- mentors; of the pairings that have ended: how many (ended), how many had agreed hours (agreed)
-- and met them (met), and their hours; mean full-time pay of mentors and of mentees in euros a
-- year; pairings started in the last twelve months (recent), mean planned months; the category's
-- own outside rates in euros an hour.
-- reads: categories, pairing_summary, pairings, person, run
with

company as (select avg(full_time_salary) as full_time_salary from person),

pairing_facts as (

    select
        pairing_summary.pairing_id,
        pairing_summary.category,
        pairing_summary.mentor_id,
        pairing_summary.from_month,
        pairing_summary.minutes,
        pairing_summary.agreed_hours,
        case when coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of then 1
            else 0 end as ended,
        case when pairing_summary.from_month > run.last_month - 12 then 1 else 0 end as recent,
        year(pairings.planned_end_date) * 12 + month(pairings.planned_end_date) - 1
            - pairing_summary.from_month as months,
        coalesce(mentor.full_time_salary, company.full_time_salary) as mentor_pay,
        coalesce(mentee.full_time_salary, company.full_time_salary) as mentee_pay
    from pairing_summary
    inner join pairings on pairings.pairing_id = pairing_summary.pairing_id
    left join person as mentor on mentor.person_id = pairing_summary.mentor_id
    left join person as mentee on mentee.person_id = pairing_summary.mentee_id
    cross join company
    cross join run

),

by_category as (

    select category, pairing_id, mentor_id, minutes, agreed_hours, ended, recent, months,
        mentor_pay, mentee_pay
    from pairing_facts
    union all
    select '' as category, pairing_id, mentor_id, minutes, agreed_hours, ended, recent, months,
        mentor_pay, mentee_pay
    from pairing_facts

)

select
    by_category.category,
    count(*) as pairings,
    count(distinct mentor_id) as mentors,
    sum(ended) as ended,
    sum(case when ended = 1 and agreed_hours > 0 then 1 else 0 end) as agreed,
    sum(case when ended = 1 and agreed_hours > 0 and minutes >= agreed_hours * 60 then 1
        else 0 end) as met,
    sum(ended * minutes) / cast(60 as double) as hours,
    avg(mentor_pay) as mentor_pay,
    avg(mentee_pay) as mentee_pay,
    sum(recent) as recent,
    avg(months) as months,
    max(categories.outside_rate_low) as outside_rate_low,
    max(categories.outside_rate) as outside_rate,
    max(categories.outside_rate_high) as outside_rate_high
from by_category
left join categories on categories.category = by_category.category
group by by_category.category
order by by_category.category

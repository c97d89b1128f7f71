-- One row per category, and one for all together (category ''): pairings, mentors, pairings that have ended, those of them with agreed hours and that met them, hours of the ended, mean full-time pay of mentors and mentees, pairings started in the last twelve months, mean months planned, outside rates.
with

company as (select avg(full_time_salary) as full_time_salary from person),

told as (

    select
        pairing_summary.pairing_id,
        pairing_summary.category,
        pairing_summary.mentor_id,
        pairing_summary.from_month,
        pairing_summary.minutes,
        pairing_summary.agreed_hours,
        case when coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of then 1 else 0 end as ended,
        case when pairing_summary.from_month > run.last_month - 12 then 1 else 0 end as recent,
        year(pairings.planned_end_date) * 12 + month(pairings.planned_end_date) - 1 - pairing_summary.from_month as months,
        coalesce(mentor.full_time_salary, company.full_time_salary) as mentor_pay,
        coalesce(mentee.full_time_salary, company.full_time_salary) as mentee_pay
    from pairing_summary
    inner join pairings on pairings.pairing_id = pairing_summary.pairing_id
    left join person as mentor on mentor.person_id = pairing_summary.mentor_id
    left join person as mentee on mentee.person_id = pairing_summary.mentee_id
    cross join company
    cross join run

),

twice as (

    select category, pairing_id, mentor_id, minutes, agreed_hours, ended, recent, months, mentor_pay, mentee_pay
    from told
    union all
    select '' as category, pairing_id, mentor_id, minutes, agreed_hours, ended, recent, months, mentor_pay, mentee_pay
    from told

)

select
    twice.category,
    count(*) as pairings,
    count(distinct mentor_id) as mentors,
    sum(ended) as ended,
    sum(case when ended = 1 and agreed_hours > 0 then 1 else 0 end) as agreed,
    sum(case when ended = 1 and agreed_hours > 0 and minutes >= agreed_hours * 60 then 1 else 0 end) as met,
    sum(ended * minutes) / cast(60 as double) as hours,
    avg(mentor_pay) as mentor_pay,
    avg(mentee_pay) as mentee_pay,
    sum(recent) as recent,
    avg(months) as months,
    max(categories.outside_rate_low) as outside_rate_low,
    max(categories.outside_rate) as outside_rate,
    max(categories.outside_rate_high) as outside_rate_high
from twice
left join categories on categories.category = twice.category
group by twice.category
order by twice.category

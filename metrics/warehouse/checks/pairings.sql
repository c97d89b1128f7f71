-- One row per line of pairings, with whether mentor and mentee are known, their first hire and
-- whether they were employed on the first day, the end of earlier pairings of the same two people,
-- whether the category is known, and whether the mentee was ever a candidate in a lottery.
with

employed_then as (

    select
        pairings.line,
        max(case when staff.person_id = pairings.mentee_id then 1 end) as mentee_employed,
        max(case when staff.person_id = pairings.mentor_id then 1 end) as mentor_employed
    from pairings
    inner join staff
        on (staff.person_id = pairings.mentee_id or staff.person_id = pairings.mentor_id)
        and staff.hire_date <= pairings.start_date
        and (staff.exit_date is null or staff.exit_date >= pairings.start_date)
    group by pairings.line

)

select
    pairings.*,
    row_number() over (partition by pairings.pairing_id order by pairings.line)
        * case when pairings.pairing_id is null then 0 else 1 end as copy,
    min(pairings.line) over (partition by pairings.pairing_id) as first_line,
    max(case when pairings.start_date is null then null
             when pairings.end_date is not null then pairings.end_date
             when pairings.planned_end_date is not null then pairings.planned_end_date
             else date '9999-12-31' end)
        over (
            partition by pairings.mentor_id, pairings.mentee_id order by pairings.start_date,
                pairings.line
            rows between unbounded preceding and 1 preceding
        ) as earlier_end,
    mentee.person_id as mentee_known,
    mentor.person_id as mentor_known,
    mentee.first_hire as mentee_first_hire,
    mentor.first_hire as mentor_first_hire,
    employed_then.mentee_employed,
    employed_then.mentor_employed,
    known_category.category as category_known,
    category_count.categories_given,
    candidate.person_id as mentee_candidate
from pairings
left join person_hire as mentee on mentee.person_id = pairings.mentee_id
left join person_hire as mentor on mentor.person_id = pairings.mentor_id
left join employed_then on employed_then.line = pairings.line
left join known_category on known_category.category = pairings.category
left join (select distinct person_id from lottery_entries) as candidate
    on candidate.person_id = pairings.mentee_id
cross join category_count

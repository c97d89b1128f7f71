-- One row per pairing: the person in the other role, and the months in which they have it. The
-- other role is that of the mentor, and in a question about mentors that of the mentee.
-- reads: pairing_summary, question
-- makes: other_role
with

counterpart as (

    select
        case when question.role = 'mentor' then pairing_summary.mentee_id
            else pairing_summary.mentor_id end as person_id,
        pairing_summary.from_month,
        pairing_summary.to_month
    from pairing_summary
    cross join question

)

select person_id, from_month, to_month
from counterpart
where person_id is not null

-- One row per person who works here and waits for a mentor: who accepted an invitation as a mentee, or whose last
-- pairing ended before it was completed, and who has none since; the last of these counts.
-- reads: colleague, invitations, pairings, run
-- makes: waiting
with

called as (

    select person_id, category, invited_on as since, 'accepted' as reason
    from invitations
    cross join run
    where role = 'mentee' and response = 'accepted' and invited_on <= run.as_of

    union all

    select mentee_id as person_id, category, end_date as since, end_reason as reason
    from pairings
    cross join run
    where end_reason in ('no_click', 'too_busy', 'left') and end_date <= run.as_of

),

open_call as (

    select called.*
    from called
    left join (
        select
            mentee_id,
            max(start_date) as last_start,
            max(coalesce(end_date, planned_end_date, date '9999-12-31')) as last_end
        from pairings
        group by mentee_id
    ) as paired on paired.mentee_id = called.person_id
    cross join run
    where paired.mentee_id is null
        or (paired.last_start < called.since
            and paired.last_end <= case when called.reason = 'accepted' then run.as_of else called.since end)

),

numbered as (

    select open_call.*, row_number() over (partition by person_id order by since desc, category) as nth
    from open_call

)

select
    numbered.person_id,
    numbered.category,
    numbered.reason,
    run.last_month - (year(numbered.since) * 12 + month(numbered.since) - 1) as months_ago,
    colleague.department,
    colleague.location,
    colleague.manager_id
from numbered
inner join colleague on colleague.person_id = numbered.person_id
cross join run
where numbered.nth = 1
order by numbered.category, numbered.person_id

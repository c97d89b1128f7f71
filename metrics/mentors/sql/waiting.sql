-- One row per employee who waits for a mentor: they accepted an invitation as a mentee, or their
-- last pairing ended before it was completed, and they have had none since. The last reason counts.
-- reads: colleague, invitations, pairings, run
-- makes: waiting
with

request as (

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

open_request as (

    select request.*
    from request
    left join (
        select
            mentee_id,
            max(start_date) as last_start,
            max(coalesce(end_date, planned_end_date, date '9999-12-31')) as last_end
        from pairings
        group by mentee_id
    ) as last_pairing on last_pairing.mentee_id = request.person_id
    cross join run
    where last_pairing.mentee_id is null
        or (last_pairing.last_start < request.since
            and last_pairing.last_end
                <= case when request.reason = 'accepted' then run.as_of else request.since end)

),

numbered_request as (

    select
        open_request.*,
        row_number() over (partition by person_id order by since desc, category) as nth
    from open_request

)

select
    numbered_request.person_id,
    numbered_request.category,
    numbered_request.reason,
    run.last_month
        - (year(numbered_request.since) * 12 + month(numbered_request.since) - 1) as months_ago,
    colleague.department,
    colleague.location,
    colleague.manager_id
from numbered_request
inner join colleague on colleague.person_id = numbered_request.person_id
cross join run
where numbered_request.nth = 1
order by numbered_request.category, numbered_request.person_id

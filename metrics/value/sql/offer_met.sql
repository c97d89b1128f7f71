-- One row per form of reward and band of euros that mentors accepted: their pairings past the end
-- (n), mentors (people), and how many of those pairings met the required share of the agreed hours
-- (met). A pairing counts by the last invitation accepted for its category in the three months
-- before it started.
-- reads: agreed_share, offered, pairing_summary, pairings, run
with

promised as (

    select
        pairings.pairing_id,
        pairings.mentor_id,
        offered.form,
        offered.low,
        offered.high,
        row_number() over (
            partition by pairings.pairing_id order by offered.invited_on desc, offered.form,
                offered.low
        ) as nth
    from pairings
    inner join offered
        on offered.person_id = pairings.mentor_id
        and offered.category = pairings.category
        and offered.invited_on <= pairings.start_date
        and offered.month >= year(pairings.start_date) * 12 + month(pairings.start_date) - 1 - 3
    cross join run
    where offered.accepted = 1
        and pairings.agreed_hours is not null
        and coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of

)

select
    promised.form,
    promised.low,
    promised.high,
    count(*) as n,
    count(distinct promised.mentor_id) as people,
    sum(
        case when pairing_summary.minutes
                  >= pairing_summary.agreed_hours * 60 * agreed_share.least_hours
             then 1 else 0 end
    ) as met
from promised
inner join pairing_summary on pairing_summary.pairing_id = promised.pairing_id
cross join agreed_share
where promised.nth = 1 and promised.low is not null
group by promised.form, promised.low, promised.high
order by promised.form, promised.low

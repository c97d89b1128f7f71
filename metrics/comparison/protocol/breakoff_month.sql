-- One row per mentee who is compared and month since pairing (since) in which their pairing could
-- break off, with the reason for which it did, '' if it did not, and the number of its pattern: one
-- department, grade, fine score band, fine tenure band, stratum of own keys (all as on pairing) and
-- quarter since pairing.
-- reads: pairing_end, since_month
-- makes: breakoff_month
with

open_month as (

    select
        pairing_end.*,
        since_month.since,
        case when since_month.since < 12
             then cast(floor(cast(since_month.since as double) / 3) as int)
             else 4 end as quarter,
        case when pairing_end.early_month = pairing_end.trial_month + since_month.since
             then pairing_end.reason else '' end as ended_by
    from pairing_end
    inner join since_month
        on pairing_end.trial_month + since_month.since <= pairing_end.open_until

)

select
    person_id,
    since,
    ended_by,
    department,
    grade,
    fine_band,
    fine_tenure,
    own_stratum,
    quarter,
    dense_rank() over (
        order by department, grade, fine_band, fine_tenure, own_stratum, quarter
    ) as pattern
from open_month

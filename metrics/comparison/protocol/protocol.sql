-- One row per mentee and follow-up month before which their pairing had not broken off: the weight
-- at risk and with the event. The weight is the share of pairings that had not broken off by then
-- over the mentee's own chance of it (full_weight), at most 10. A month in which a pairing breaks
-- off still counts.
-- reads: breakoff_hazard, lasting_share, matched, pairing_end, time_zero
-- makes: protocol
with

weighted as (

    select
        matched.person_id,
        lasting_share.k,
        case when matched.u = lasting_share.k then matched.event else 0 end as event,
        lasting_share.share * exp(coalesce(breakoff_hazard.hazard, 0)) as full_weight
    from matched
    cross join time_zero
    inner join lasting_share on lasting_share.k <= matched.u
    inner join pairing_end on pairing_end.person_id = matched.person_id
    left join breakoff_hazard
        on breakoff_hazard.person_id = matched.person_id
        and breakoff_hazard.since
            = case when breakoff_hazard.last_since < lasting_share.k + time_zero.wait_months
                   then breakoff_hazard.last_since
                   else lasting_share.k + time_zero.wait_months end
    where matched.arm = 1
        and (
            pairing_end.early_month is null
            or pairing_end.early_month
                >= matched.trial_month + 1 + time_zero.wait_months + lasting_share.k
        )

),

capped as (

    select
        weighted.*,
        case when full_weight > 10 then cast(10 as double) else full_weight end as at_risk
    from weighted

)

select person_id, k, event, full_weight, at_risk, at_risk * event as events
from capped

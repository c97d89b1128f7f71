-- One row per person, arm and follow-up month: the weight at risk and with the event over their trials. A row of
-- somebody not paired yet weighs the inverse of the chance that they would not be, at most ten times as much.
with

kept as (

    select weighted.*, coalesce(began.hazard, 0) as began_hazard
    from weighted
    left join staying_unpaired as began
        on began.person_id = weighted.person_id and began.month = weighted.trial_month

),

followed as (

    select
        kept.person_id,
        kept.arm,
        follow_up.k,
        case when kept.u = follow_up.k then kept.event else 0 end as event,
        case when kept.arm = 1 then kept.weight
             when staying_unpaired.hazard - kept.began_hazard > ln(10) then 10 * kept.weight
             else kept.weight * exp(staying_unpaired.hazard - kept.began_hazard) end as weight
    from kept
    inner join follow_up on follow_up.k <= kept.u
    left join staying_unpaired
        on staying_unpaired.person_id = kept.person_id and staying_unpaired.month = kept.trial_month + 1 + follow_up.k

)

select person_id, arm, k, sum(weight) as at_risk, sum(weight * event) as events, count(*) as n
from followed
group by person_id, arm, k

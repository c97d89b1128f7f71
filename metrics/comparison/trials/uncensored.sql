-- One row per person, arm and follow-up month: the weight at risk and with the event over their trials. A row of
-- somebody not paired yet weighs the inverse of the chance that they would not be, at most ten times as much.
-- reads: follow_up_month, matched, unpaired_hazard
-- makes: uncensored
with

kept as (

    select matched.*, coalesce(began.hazard, 0) as began_hazard
    from matched
    left join unpaired_hazard as began
        on began.person_id = matched.person_id and began.month = matched.trial_month

),

followed as (

    select
        kept.person_id,
        kept.arm,
        follow_up_month.k,
        case when kept.u = follow_up_month.k then kept.event else 0 end as event,
        case when kept.arm = 1 then kept.weight
             when unpaired_hazard.hazard - kept.began_hazard > ln(10) then 10 * kept.weight
             else kept.weight * exp(unpaired_hazard.hazard - kept.began_hazard) end as weight
    from kept
    inner join follow_up_month on follow_up_month.k <= kept.u
    left join unpaired_hazard
        on unpaired_hazard.person_id = kept.person_id and unpaired_hazard.month = kept.trial_month + 1 + follow_up_month.k

)

select person_id, arm, k, sum(weight) as at_risk, sum(weight * event) as events, count(*) as n
from followed
group by person_id, arm, k

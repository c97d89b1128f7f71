-- One row per person, arm and follow-up month: the weight at risk and with the event, over their
-- trials. A control's row weighs the inverse of the chance of not having been paired by then, at
-- most ten times as much.
-- reads: follow_up_month, matched, time_zero, unpaired_hazard
-- makes: uncensored
with

matched_hazard as (

    select matched.*, coalesce(began.hazard, 0) as began_hazard
    from matched
    left join unpaired_hazard as began
        on began.person_id = matched.person_id and began.month = matched.trial_month

),

row_month as (

    select
        matched_hazard.person_id,
        matched_hazard.arm,
        follow_up_month.k,
        case when matched_hazard.u = follow_up_month.k then matched_hazard.event
            else 0 end as event,
        case when matched_hazard.arm = 1 then matched_hazard.weight
             when unpaired_hazard.hazard - matched_hazard.began_hazard > ln(10)
                 then 10 * matched_hazard.weight
             else matched_hazard.weight
                  * exp(unpaired_hazard.hazard - matched_hazard.began_hazard) end as weight
    from matched_hazard
    cross join time_zero
    inner join follow_up_month on follow_up_month.k <= matched_hazard.u
    left join unpaired_hazard
        on unpaired_hazard.person_id = matched_hazard.person_id
            and unpaired_hazard.month = matched_hazard.trial_month + 1
                + time_zero.wait_months + follow_up_month.k

)

select person_id, arm, k, sum(weight) as at_risk, sum(weight * event) as events, count(*) as n
from row_month
group by person_id, arm, k

-- One row per person: their influence on the adjusted effect, and their number of cells as a
-- mentee. What the model leaves of a difference is weighed, and for others also as it moves the
-- model.
-- reads: adjusted_change, adjusted_coefficient, adjusted_slope, exposure
with

remainder as (

    select
        adjusted_change.person_id,
        adjusted_change.treated,
        adjusted_change.dy - coefficient.expected - slope.last * adjusted_change.last
            - slope.before * adjusted_change.before as rest,
        coefficient.scale,
        coefficient.centre,
        coefficient.constant,
        case when adjusted_change.treated = 1 then 0
            else coefficient.lever + slope.lever_last * adjusted_change.last
                + slope.lever_before * adjusted_change.before end as lever
    from adjusted_change
    inner join adjusted_coefficient as coefficient
        on coefficient.g = adjusted_change.g
        and coefficient.t = adjusted_change.t
        and coefficient.treated = adjusted_change.treated
        and coefficient.pattern = adjusted_change.pattern
    cross join adjusted_slope as slope

)

select
    remainder.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(remainder.scale * (remainder.rest - remainder.centre)
        + remainder.rest * remainder.lever + remainder.constant) as estimate,
    sum(cast(remainder.treated as double)) as weight1
from remainder
left join exposure on exposure.person_id = remainder.person_id
group by remainder.person_id
order by remainder.person_id

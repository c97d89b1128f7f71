-- One row per person: their influence on the difference between the parts, with covariates, and
-- their number of cells in each part and arm.
-- reads: adjusted_change, exposure, subgroup_coefficient, subgroup_entrant, subgroup_slope
with

remainder as (

    select
        subgroup_entrant.person_id,
        subgroup_entrant.part,
        subgroup_entrant.arm,
        adjusted_change.dy - coefficient.expected - slope.last * adjusted_change.last
            - slope.before * adjusted_change.before as rest,
        coefficient.scale,
        coefficient.centre,
        coefficient.constant,
        slope.sign,
        case when subgroup_entrant.arm = 1 then 0
            else coefficient.lever + slope.lever_last * adjusted_change.last
                + slope.lever_before * adjusted_change.before end as lever
    from subgroup_entrant
    inner join adjusted_change
        on adjusted_change.person_id = subgroup_entrant.person_id
        and adjusted_change.g = subgroup_entrant.entry
        and adjusted_change.treated = subgroup_entrant.arm
    inner join subgroup_coefficient as coefficient
        on coefficient.part = subgroup_entrant.part
        and coefficient.g = adjusted_change.g
        and coefficient.t = adjusted_change.t
        and coefficient.treated = adjusted_change.treated
        and coefficient.pattern = adjusted_change.pattern
    inner join subgroup_slope as slope on slope.part = subgroup_entrant.part

)

select
    remainder.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(remainder.sign * (remainder.scale * (remainder.rest - remainder.centre)
        + remainder.rest * remainder.lever + remainder.constant)) as influence,
    cast(sum(case when remainder.part = 1 and remainder.arm = 1 then 1
        else 0 end) as double) as mentee_in,
    cast(sum(case when remainder.part = 0 and remainder.arm = 1 then 1
        else 0 end) as double) as mentee_out,
    cast(sum(case when remainder.part = 1 and remainder.arm = 0 then 1
        else 0 end) as double) as other_in,
    cast(sum(case when remainder.part = 0 and remainder.arm = 0 then 1
        else 0 end) as double) as other_out
from remainder
left join exposure on exposure.person_id = remainder.person_id
group by remainder.person_id
order by remainder.person_id

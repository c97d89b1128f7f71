-- One row per person: their influence on the difference between the parts, and their number of
-- cells in each part and arm.
-- reads: difference, exposure, subgroup_coefficient, subgroup_entrant
with

cell_influence as (

    select
        subgroup_entrant.person_id,
        subgroup_entrant.part,
        subgroup_entrant.arm,
        (difference.dy - subgroup_coefficient.mean) * subgroup_coefficient.scale as influence
    from subgroup_entrant
    inner join difference
        on difference.person_id = subgroup_entrant.person_id
        and difference.g = subgroup_entrant.entry
        and difference.treated = subgroup_entrant.arm
    inner join subgroup_coefficient
        on subgroup_coefficient.part = subgroup_entrant.part
        and subgroup_coefficient.g = difference.g
        and subgroup_coefficient.t = difference.t
        and subgroup_coefficient.treated = difference.treated

)

select
    cell_influence.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(cell_influence.influence) as influence,
    cast(sum(case when cell_influence.part = 1 and cell_influence.arm = 1 then 1
        else 0 end) as double) as mentee_in,
    cast(sum(case when cell_influence.part = 0 and cell_influence.arm = 1 then 1
        else 0 end) as double) as mentee_out,
    cast(sum(case when cell_influence.part = 1 and cell_influence.arm = 0 then 1
        else 0 end) as double) as other_in,
    cast(sum(case when cell_influence.part = 0 and cell_influence.arm = 0 then 1
        else 0 end) as double) as other_out
from cell_influence
left join exposure on exposure.person_id = cell_influence.person_id
group by cell_influence.person_id
order by cell_influence.person_id

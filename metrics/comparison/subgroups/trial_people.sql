-- One row per person: their influence on the difference between the parts, and their weight in each
-- part and arm.
-- reads: exposure, subgroup_adjustment, subgroup_coefficient, subgroup_trial
select
    subgroup_trial.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(subgroup_trial.weight * (subgroup_coefficient.influence + case when subgroup_trial.arm = 1
        then adjustment.influence else -adjustment.influence end)) as influence,
    sum(case when subgroup_trial.part = 1 and subgroup_trial.arm = 1 then subgroup_trial.weight
        else 0 end) as mentee_in,
    sum(case when subgroup_trial.part = 0 and subgroup_trial.arm = 1 then subgroup_trial.weight
        else 0 end) as mentee_out,
    sum(case when subgroup_trial.part = 1 and subgroup_trial.arm = 0 then subgroup_trial.weight
        else 0 end) as other_in,
    sum(case when subgroup_trial.part = 0 and subgroup_trial.arm = 0 then subgroup_trial.weight
        else 0 end) as other_out
from subgroup_trial
inner join subgroup_coefficient
    on subgroup_coefficient.part = subgroup_trial.part
    and subgroup_coefficient.arm = subgroup_trial.arm
    and subgroup_coefficient.u = subgroup_trial.u
    and subgroup_coefficient.event = subgroup_trial.event
inner join subgroup_adjustment as adjustment on adjustment.pattern = subgroup_trial.pattern
left join exposure on exposure.person_id = subgroup_trial.person_id
group by subgroup_trial.person_id
order by subgroup_trial.person_id

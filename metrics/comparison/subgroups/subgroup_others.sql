-- One row per pattern that is compared: the sum, over its rows of the comparison group, of their
-- influence on the difference between the parts per unit of weight.
-- reads: subgroup_coefficient, subgroup_trial
select
    subgroup_trial.pattern,
    sum(subgroup_coefficient.influence) as influence
from subgroup_trial
inner join subgroup_coefficient
    on subgroup_coefficient.part = subgroup_trial.part
    and subgroup_coefficient.arm = subgroup_trial.arm
    and subgroup_coefficient.u = subgroup_trial.u
    and subgroup_coefficient.event = subgroup_trial.event
where subgroup_trial.arm = 0
group by subgroup_trial.pattern
order by subgroup_trial.pattern

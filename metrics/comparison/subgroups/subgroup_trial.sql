-- One row per person, trial and part, in a pattern that is compared. The weight is 1 for mentees;
-- for the comparison group it is that of the pattern: both arms of a part have the same margins.
-- reads: subgroup_pattern, subgroup_weight
-- makes: subgroup_trial
select
    subgroup_pattern.person_id,
    subgroup_pattern.part,
    subgroup_pattern.pattern,
    subgroup_pattern.arm,
    subgroup_pattern.u,
    subgroup_pattern.event,
    case when subgroup_pattern.arm = 1 then cast(1 as double)
        else subgroup_weight.weight end as weight
from subgroup_pattern
inner join subgroup_weight on subgroup_weight.pattern = subgroup_pattern.pattern

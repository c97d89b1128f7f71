-- One row per person: their influence on the adjusted months gained, and their weight in each arm.
-- reads: exposure, pattern_coefficient, pseudo_value, trial_pattern
select
    trial_pattern.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(case when trial_pattern.arm = 1 then coefficient.scale else -coefficient.scale end
        * (pseudo_value.value - coefficient.centre)) as estimate,
    sum(case when trial_pattern.arm = 1 then coefficient.scale else 0 end) as weight1,
    sum(case when trial_pattern.arm = 0 then coefficient.scale else 0 end) as weight0
from trial_pattern
inner join pseudo_value
    on pseudo_value.arm = trial_pattern.arm
    and pseudo_value.u = trial_pattern.u
    and pseudo_value.event = trial_pattern.event
inner join pattern_coefficient as coefficient
    on coefficient.pattern = trial_pattern.pattern and coefficient.arm = trial_pattern.arm
left join exposure on exposure.person_id = trial_pattern.person_id
group by trial_pattern.person_id

-- One row per person and trial in a pattern that is compared. The weight is 1 for mentees; for the
-- comparison group it is that of the pattern, which gives both arms the same margins.
-- reads: pattern_weight, trial_pattern
-- makes: matched
select
    trial_pattern.person_id,
    trial_pattern.trial_month,
    trial_pattern.arm,
    trial_pattern.u,
    trial_pattern.event,
    trial_pattern.cause,
    trial_pattern.pattern,
    case when trial_pattern.arm = 1 then cast(1 as double) else pattern_weight.weight end as weight
from trial_pattern
inner join pattern_weight on pattern_weight.pattern = trial_pattern.pattern

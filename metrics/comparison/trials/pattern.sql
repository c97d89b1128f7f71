-- One row per pattern: the rows of mentees (n1) and of controls (n0), and the sums of their
-- pseudo-values.
-- reads: pseudo_value, trial_pattern
select
    trial_pattern.pattern,
    trial_pattern.department,
    trial_pattern.grade,
    trial_pattern.fine_band,
    trial_pattern.fine_tenure,
    trial_pattern.trial_year,
    trial_pattern.own_stratum,
    cast(sum(trial_pattern.arm) as double) as n1,
    cast(sum(1 - trial_pattern.arm) as double) as n0,
    sum(trial_pattern.arm * pseudo_value.value) as total1,
    sum((1 - trial_pattern.arm) * pseudo_value.value) as total0
from trial_pattern
inner join pseudo_value
    on pseudo_value.arm = trial_pattern.arm
    and pseudo_value.u = trial_pattern.u
    and pseudo_value.event = trial_pattern.event
group by
    trial_pattern.pattern,
    trial_pattern.department,
    trial_pattern.grade,
    trial_pattern.fine_band,
    trial_pattern.fine_tenure,
    trial_pattern.trial_year,
    trial_pattern.own_stratum
order by trial_pattern.pattern

-- One row per pattern: the rows of mentees (1) and of others (0) in it, and the sums of their pseudo-values.
select
    comparable.pattern,
    comparable.department,
    comparable.grade,
    comparable.band,
    comparable.tenure_band,
    comparable.trial_year,
    cast(sum(comparable.arm) as double) as n1,
    cast(sum(1 - comparable.arm) as double) as n0,
    sum(comparable.arm * pseudo_value.value) as total1,
    sum((1 - comparable.arm) * pseudo_value.value) as total0
from comparable
inner join pseudo_value
    on pseudo_value.arm = comparable.arm
    and pseudo_value.u = comparable.u
    and pseudo_value.event = comparable.event
group by
    comparable.pattern,
    comparable.department,
    comparable.grade,
    comparable.band,
    comparable.tenure_band,
    comparable.trial_year
order by comparable.pattern

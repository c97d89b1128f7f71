-- One row per pattern: its keys, and the rows of mentees (n1) and of the comparison group (n0).
-- reads: trial_pattern
select
    pattern,
    department,
    grade,
    fine_band,
    fine_tenure,
    trial_year,
    own_stratum,
    cast(sum(arm) as double) as n1,
    cast(sum(1 - arm) as double) as n0
from trial_pattern
group by pattern, department, grade, fine_band, fine_tenure, trial_year, own_stratum
order by pattern

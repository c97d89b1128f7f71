-- One row per pattern of a part: its keys, and the rows of mentees (n1) and of the comparison group
-- (n0).
-- reads: subgroup_pattern
select
    part,
    pattern,
    department,
    grade,
    fine_band,
    fine_tenure,
    trial_year,
    own_stratum,
    cast(sum(arm) as double) as n1,
    cast(sum(1 - arm) as double) as n0
from subgroup_pattern
group by part, pattern, department, grade, fine_band, fine_tenure, trial_year, own_stratum
order by pattern

-- One row per cohort, period, arm and pattern: the number of differences, and the sums of squares
-- and products of the difference and the two values before pairing.
-- reads: adjusted_change
select
    g,
    t,
    treated,
    pattern,
    department,
    grade,
    tenure_band,
    own_stratum,
    last_fifth,
    before_fifth,
    cast(count(*) as double) as n,
    sum(dy) as y,
    sum(dy * dy) as yy,
    sum(last) as x1,
    sum(before) as x2,
    sum(last * dy) as x1y,
    sum(before * dy) as x2y,
    sum(last * last) as x1x1,
    sum(last * before) as x1x2,
    sum(before * before) as x2x2
from adjusted_change
group by
    g, t, treated, pattern, department, grade, tenure_band, own_stratum, last_fifth,
    before_fifth
order by g, t, treated, pattern

-- One row per cohort, period and arm: the number of differences (n), their sum and their sum of
-- squares.
-- reads: check_difference
select g, t, treated, count(*) as n, sum(dy) as total, sum(dy * dy) as squares
from check_difference
group by g, t, treated

-- One row per cohort, period and arm: how many, the sum and the sum of squares of their
-- differences.
-- reads: check_difference
select g, t, treated, count(*) as n, sum(dy) as total, sum(dy * dy) as squares
from check_difference
group by g, t, treated

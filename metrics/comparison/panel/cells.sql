-- One row per cohort, period and arm: how many, the sum and the sum of squares of their
-- differences.
-- reads: difference
select g, t, treated, count(*) as n, sum(dy) as total, sum(dy * dy) as squares
from difference
group by g, t, treated

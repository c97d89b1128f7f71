-- One row per arm, follow-up month and way of ending: the rows that end there, matched or not.
-- reads: trial_pattern
select arm, u, event, cast(count(*) as double) as n
from trial_pattern
group by arm, u, event

-- One row per part, arm, follow-up month and way of ending: the rows that end there, weighted and
-- unweighted.
-- reads: subgroup_trial
select part, arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from subgroup_trial
group by part, arm, u, event

-- One row per part, arm, follow-up month and way of ending: the weighted and the plain number of
-- rows that end there.
-- reads: subgroup_trial
select part, arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from subgroup_trial
group by part, arm, u, event

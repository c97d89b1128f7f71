-- One row per origin, destination, arm and follow-up month: the rows that end there, weighted and
-- unweighted.
-- reads: matched_move
select origin, destination, arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from matched_move
group by origin, destination, arm, u, event
order by origin, destination, arm, u, event

-- One row per origin, destination, arm and follow-up month: the weighted and the plain number of
-- rows that end there.
-- reads: matched_move
select origin, destination, arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from matched_move
group by origin, destination, arm, u, event
order by origin, destination, arm, u, event

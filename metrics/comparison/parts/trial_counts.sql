-- One row per part, arm, follow-up month and way of ending: the weighted and the plain number of rows that end there.
select part, arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from part_row
group by part, arm, u, event

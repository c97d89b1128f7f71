-- One row per arm, follow-up month and way of ending: the weighted and the plain number of rows
-- that end there.
-- reads: matched
select arm, u, event, sum(weight) as weight, count(*) as n
from matched
group by arm, u, event

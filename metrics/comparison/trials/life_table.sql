-- One row per arm, follow-up month and way of ending: the rows that end there, weighted and
-- unweighted.
-- reads: matched
select arm, u, event, sum(weight) as weight, count(*) as n
from matched
group by arm, u, event

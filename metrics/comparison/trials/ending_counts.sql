-- One row per arm, follow-up month and way of ending: the weighted and the plain number of rows
-- that end there.
-- reads: ending
select arm, u, ending, sum(weight) as weight, count(*) as n
from ending
group by arm, u, ending

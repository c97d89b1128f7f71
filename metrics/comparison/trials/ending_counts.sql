-- One row per arm, follow-up month and way of ending: the rows that end there, weighted and
-- unweighted.
-- reads: ending
select arm, u, ending, sum(weight) as weight, count(*) as n
from ending
group by arm, u, ending

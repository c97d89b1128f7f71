-- One row per arm, follow-up month and way of ending: the rows of exact cells that end there,
-- weighted and unweighted.
-- reads: cell_matched
select arm, u, event, sum(weight) as weight, count(*) as n
from cell_matched
group by arm, u, event

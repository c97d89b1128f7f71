-- One row per arm, month and way of ending: the weight and the number of rows.
-- reads: next_row
select arm, u, event, sum(weight) as weight, cast(count(*) as double) as n
from next_row
group by arm, u, event
order by arm, u, event

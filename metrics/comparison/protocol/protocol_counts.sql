-- One row per follow-up month: the mentees' weight at risk and with the event, how many they are,
-- and the largest weight before it was capped.
-- reads: protocol
select
    k,
    sum(at_risk) as at_risk,
    sum(events) as events,
    cast(count(*) as double) as n,
    max(full_weight) as largest
from protocol
group by k
order by k

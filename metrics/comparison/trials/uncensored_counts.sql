-- One row per arm and follow-up month: the weight at risk and with the event, and the rows at risk.
-- reads: uncensored
select arm, k, sum(at_risk) as at_risk, sum(events) as events, sum(n) as n
from uncensored
group by arm, k
order by arm, k

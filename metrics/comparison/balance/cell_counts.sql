-- One row per cell, arm, follow-up month and way of ending: its rows, matched or not (n), and those
-- lost by leaving (lost). Months from 24 on are one, u = 24 without the event.
-- reads: trial_weight
select
    department,
    grade,
    band,
    tenure_band,
    trial_year,
    arm,
    case when u >= 24 then 24 else u end as u,
    case when u >= 24 then 0 else event end as event,
    cast(count(*) as double) as n,
    cast(sum(lost) as double) as lost
from trial_weight
group by
    department,
    grade,
    band,
    tenure_band,
    trial_year,
    arm,
    case when u >= 24 then 24 else u end,
    case when u >= 24 then 0 else event end
order by department, grade, band, tenure_band, trial_year, arm, u, event

-- One row per cell, stratum of own keys, fine band of score and tenure, arm, follow-up month and
-- way of ending: its rows, matched or not (n). Months from 24 on are one, u = 24 without the event.
-- reads: trial_weight
select
    department,
    grade,
    band,
    fine_band,
    tenure_band,
    fine_tenure,
    trial_year,
    own_stratum,
    arm,
    case when u >= 24 then 24 else u end as u,
    case when u >= 24 then 0 else event end as event,
    cast(count(*) as double) as n
from trial_weight
group by
    department,
    grade,
    band,
    fine_band,
    tenure_band,
    fine_tenure,
    trial_year,
    own_stratum,
    arm,
    case when u >= 24 then 24 else u end,
    case when u >= 24 then 0 else event end
order by department, grade, fine_band, fine_tenure, trial_year, own_stratum, arm, u, event

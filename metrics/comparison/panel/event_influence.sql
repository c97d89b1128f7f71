-- One row per person and event time (t - g): their influence on the effect at that event time, and
-- their number of cells as a mentee from g on.
-- reads: difference, event_coefficient, exposure
select
    difference.person_id,
    difference.t - difference.g as event_time,
    max(exposure.cluster_id) as cluster_id,
    sum((difference.dy - event_coefficient.mean) * event_coefficient.scale) as influence,
    sum(
        case when difference.t >= difference.g then cast(difference.treated as double)
             else 0 end
    ) as weight1
from difference
inner join event_coefficient
    on event_coefficient.g = difference.g
    and event_coefficient.t = difference.t
    and event_coefficient.treated = difference.treated
left join exposure on exposure.person_id = difference.person_id
group by difference.person_id, difference.t - difference.g
order by difference.person_id, difference.t - difference.g

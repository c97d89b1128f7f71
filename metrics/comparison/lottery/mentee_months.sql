-- One row per mentee with a mentor, paired at least 12 months before the end of the data: the
-- months without the metric's event in these 12.
-- reads: exposure, metric_rows, run
select
    exposure.person_id,
    exposure.cluster_id,
    coalesce(min(metric_rows.month) - exposure.pair_month + 1, 12) as value
from exposure
cross join run
left join metric_rows
    on metric_rows.person_id = exposure.person_id
    and metric_rows.event = 1
    and metric_rows.month between exposure.pair_month and exposure.pair_month + 11
where exposure.cluster_id is not null and exposure.pair_month <= run.last_month - 11
group by exposure.person_id, exposure.cluster_id, exposure.pair_month
order by exposure.person_id

-- One row per person: the mean of their values in the last four periods of the data, and in the
-- three periods before these, each empty without a value.
-- reads: metric_rows, run
select
    metric_rows.person_id,
    avg(case when metric_rows.period > floor(cast(run.last_month as double)
                  / nullif(run.review_months, 0)) - 4 then metric_rows.value end) as value,
    avg(case when metric_rows.period <= floor(cast(run.last_month as double)
                  / nullif(run.review_months, 0)) - 4
                  and metric_rows.period > floor(cast(run.last_month as double)
                  / nullif(run.review_months, 0)) - 7 then metric_rows.value end) as earlier
from metric_rows
cross join run
where metric_rows.value is not null
group by metric_rows.person_id
order by metric_rows.person_id

-- One row per mentee with a mentor and with values before and after pairing: the mean of those in
-- the four periods from the first after pairing on, less the mean of those in the four before it.
-- reads: exposure, metric_rows
with

of_mentee as (

    select
        exposure.person_id,
        exposure.cluster_id,
        avg(case when metric_rows.period >= exposure.first_period then metric_rows.value end)
            - avg(case when metric_rows.period < exposure.first_period
                       then metric_rows.value end) as value
    from exposure
    inner join metric_rows
        on metric_rows.person_id = exposure.person_id
        and metric_rows.period between exposure.first_period - 4 and exposure.first_period + 3
    where exposure.cluster_id is not null and metric_rows.value is not null
    group by exposure.person_id, exposure.cluster_id

)

select person_id, cluster_id, value
from of_mentee
where value is not null
order by person_id

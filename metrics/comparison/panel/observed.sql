-- One row per person and period with a value (the mean of theirs), in the part of the company that is asked about.
select
    metric_rows.person_id,
    metric_rows.period,
    avg(metric_rows.value) as value,
    max(first_period.g) as g,
    max(first_pairing.category) as category
from metric_rows
inner join asked_person on asked_person.person_id = metric_rows.person_id
left join first_period on first_period.person_id = metric_rows.person_id
left join first_pairing on first_pairing.person_id = metric_rows.person_id
where metric_rows.value is not null
group by metric_rows.person_id, metric_rows.period

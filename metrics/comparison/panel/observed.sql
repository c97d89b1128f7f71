-- One row per person and period with a value (the mean of theirs), in the part of the company that is asked about.
select
    metric_rows.person_id,
    metric_rows.period,
    avg(metric_rows.value) as value,
    max(first_period.g) as g,
    max(pairing.category) as category
from metric_rows
inner join person on person.person_id = metric_rows.person_id
left join first_period on first_period.person_id = metric_rows.person_id
left join pairing on pairing.person_id = metric_rows.person_id
cross join asked
where metric_rows.value is not null
    and (asked.department is null or person.department = asked.department)
    and (asked.job_family is null or person.job_family = asked.job_family)
    and (asked.grade is null or person.grade = asked.grade)
    and (asked.location is null or person.location = asked.location)
    and (asked.gender is null or person.gender = asked.gender)
group by metric_rows.person_id, metric_rows.period

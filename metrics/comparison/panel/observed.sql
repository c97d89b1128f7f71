-- One row per person and period with a value (the mean of theirs), of the people within the scope.
-- g is their first period after pairing (empty if never paired); in_scope is 1 where their pairing
-- is within the scope. In a question about mentors or adopters only values before a person's own
-- first period as a mentee count, because the others may be an effect of being mentored.
-- reads: exposure, first_pairing, metric_rows, question, scope_pairing, scope_person
-- makes: observed
select
    metric_rows.person_id,
    metric_rows.period,
    avg(metric_rows.value) as value,
    max(exposure.first_period) as g,
    max(case when scope_pairing.person_id is null then 0 else 1 end) as in_scope
from metric_rows
inner join scope_person on scope_person.person_id = metric_rows.person_id
cross join question
left join exposure on exposure.person_id = metric_rows.person_id
left join scope_pairing on scope_pairing.person_id = metric_rows.person_id
left join first_pairing on first_pairing.person_id = metric_rows.person_id
where metric_rows.value is not null
    and (question.role = 'mentee' or first_pairing.first_period is null
        or metric_rows.period < first_pairing.first_period)
group by metric_rows.person_id, metric_rows.period

-- One row per person and arm: the number and sum of their values, as a spreadsheet would compare
-- them: values after pairing against the values of people never mentored.
-- reads: observed
select
    observed.person_id,
    case when observed.g is null then 0 else 1 end as arm,
    cast(count(*) as double) as n,
    sum(observed.value) as total
from observed
where observed.g is null
    or (observed.period >= observed.g and observed.in_scope = 1)
group by observed.person_id, case when observed.g is null then 0 else 1 end

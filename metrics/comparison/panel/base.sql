-- One row per person and cohort g: the mean of their values in the periods g-4 to g-2, for mentees
-- of g and for everyone not mentored yet. The last value before pairing, g-1, is left out: it is
-- low or high because of the selection.
-- reads: observed
-- makes: base
with

cohort as (

    select distinct observed.g
    from observed
    where observed.g is not null and observed.in_scope = 1

)

select
    observed.person_id,
    cohort.g,
    case when observed.g = cohort.g then 1 else 0 end as treated,
    avg(observed.value) as base
from observed
inner join cohort on observed.period between cohort.g - 4 and cohort.g - 2
where (observed.g is null or observed.g >= cohort.g)
    and (observed.g is null or observed.g > cohort.g or observed.in_scope = 1)
group by observed.person_id, cohort.g, case when observed.g = cohort.g then 1 else 0 end

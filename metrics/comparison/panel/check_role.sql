-- One row per person and cohort g in which they can be compared: as a mentee of it (treated 1), or
-- as someone mentored later (own_g) or never (own_g empty).
-- reads: observed
-- makes: check_role
with

person_cohort as (

    select person_id, max(g) as own_g, max(in_scope) as in_scope
    from observed
    group by person_id

),

cohort as (

    select distinct person_cohort.own_g as g
    from person_cohort
    where person_cohort.own_g is not null and person_cohort.in_scope = 1

)

select
    person_cohort.person_id,
    cohort.g,
    person_cohort.own_g,
    case when person_cohort.own_g = cohort.g then 1 else 0 end as treated
from person_cohort
cross join cohort
where person_cohort.own_g is null
    or person_cohort.own_g > cohort.g
    or (person_cohort.own_g = cohort.g and person_cohort.in_scope = 1)

-- One row per person and cohort g in which they can be compared: as a mentee of it (treated), or as somebody mentored
-- later (own_g) or never (own_g empty).
with

known as (select person_id, max(g) as own_g, max(category) as category from observed group by person_id),

cohort as (

    select distinct known.own_g as g
    from known
    cross join asked
    where known.own_g is not null and (asked.category is null or known.category = asked.category)

)

select known.person_id, cohort.g, known.own_g, case when known.own_g = cohort.g then 1 else 0 end as treated
from known
cross join cohort
cross join asked
where known.own_g is null
    or known.own_g > cohort.g
    or (known.own_g = cohort.g and (asked.category is null or known.category = asked.category))

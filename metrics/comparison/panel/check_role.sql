-- One row per person and cohort g in which they can be compared: as a mentee of it (treated), or as somebody mentored
-- later (own_g) or never (own_g empty).
-- reads: observed
-- makes: check_role
with

member as (select person_id, max(g) as own_g, max(in_scope) as in_scope from observed group by person_id),

cohort as (

    select distinct member.own_g as g
    from member
    where member.own_g is not null and member.in_scope = 1

)

select member.person_id, cohort.g, member.own_g, case when member.own_g = cohort.g then 1 else 0 end as treated
from member
cross join cohort
where member.own_g is null
    or member.own_g > cohort.g
    or (member.own_g = cohort.g and member.in_scope = 1)

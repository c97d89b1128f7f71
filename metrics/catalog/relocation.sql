-- One row per person and month in which they continued in the same job at another location.
select
    now.person_id,
    now.from_month as month,
    1 as event,
    now.location as cause
from position_spell as now
inner join position_spell as before
    on before.person_id = now.person_id and before.spell = now.spell
        and before.to_month = now.from_month - 1
where before.location <> '' and now.location <> '' and before.location <> now.location
    and before.department = now.department
    and before.job_family = now.job_family
    and before.grade = now.grade

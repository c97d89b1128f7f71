-- One row per mentee, and per other person in a unit where nobody was ever mentored by then; all of
-- them in part 1. The department is left empty, because mentees and such others never share one.
-- reads: department_month, entrant
-- makes: subgroup_entrant
select
    entrant.person_id,
    entrant.entry,
    entrant.arm,
    '' as department,
    1 as part
from entrant
left join department_month
    on department_month.department = entrant.department
    and department_month.month = entrant.month
where entrant.arm = 1 or department_month.mentored = 0

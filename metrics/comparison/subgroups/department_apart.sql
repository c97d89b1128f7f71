-- One row per mentee, and per person of the comparison group in a department where no one had ever
-- been mentored by then; all in part 1. The department is empty, because the two never share one.
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

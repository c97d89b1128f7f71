-- One row per person and entry: part 1 in a department of which more than the given share had ever
-- been mentored by then, else 0.
-- reads: crowding_limit, department_month, entrant
-- makes: subgroup_entrant
select
    entrant.person_id,
    entrant.entry,
    entrant.arm,
    entrant.department,
    case when department_month.mentored > crowding_limit.above * department_month.people then 1
        else 0 end as part
from entrant
cross join crowding_limit
left join department_month
    on department_month.department = entrant.department
    and department_month.month = entrant.month

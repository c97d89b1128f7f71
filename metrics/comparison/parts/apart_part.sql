-- One row per mentee, and per other person in a unit where nobody was ever mentored by then; all of them in part 1. The
-- department is left empty, because mentees and such others never share one.
select
    placed.person_id,
    placed.entry,
    placed.arm,
    '' as department,
    1 as part
from placed
left join unit_month on unit_month.department = placed.department and unit_month.month = placed.month
where placed.arm = 1 or unit_month.mentored = 0

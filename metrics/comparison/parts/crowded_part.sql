-- One row per person and entry: part 1 in a unit of which more than the named share was ever mentored by then, else 0.
select
    placed.person_id,
    placed.entry,
    placed.arm,
    placed.department,
    case when unit_month.mentored > crowding.above * unit_month.people then 1 else 0 end as part
from placed
cross join crowding
left join unit_month on unit_month.department = placed.department and unit_month.month = placed.month

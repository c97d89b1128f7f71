-- One row per line of staff, with the person's earlier spells and whether the manager is known.
select
    staff.*,
    row_number() over (partition by staff.person_id, staff.hire_date order by staff.line)
        * case when staff.person_id is null or staff.hire_date is null then 0 else 1 end as copy,
    min(staff.line) over (partition by staff.person_id, staff.hire_date) as first_line,
    max(case when staff.hire_date is null then null
             when staff.exit_date is null then date '9999-12-31'
             else staff.exit_date end)
        over (
            partition by staff.person_id order by staff.hire_date, staff.line
            rows between unbounded preceding and 1 preceding
        ) as earlier_exit,
    manager.person_id as manager_known
from staff
left join (select distinct person_id from staff) as manager on manager.person_id = staff.manager_id

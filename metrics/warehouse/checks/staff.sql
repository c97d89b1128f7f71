-- One row per line of staff, with the end of the person's earlier spells (earlier_left if by an
-- exit, so neither a transfer nor the end of what could be followed), and whether the manager is
-- known.
-- is_renewal: 1 where the line continues the earlier spell, as build/01_spell.sql has it.
select
    sequence.*,
    case when days_after <= 0 then 0
         when days_after <= run.contract_gap_days then 1
         when run.contract_gap_days is not null then 0
         when days_after = 1 then 1
         when days_after <= 7 and reason_before = 'end_of_contract' then 1
         else 0 end as is_renewal,
    manager.person_id as manager_known
from (
    select
        staff.*,
        row_number() over (partition by staff.person_id, staff.hire_date order by staff.line)
            * case when staff.person_id is null or staff.hire_date is null then 0
                   else 1 end as copy,
        min(staff.line) over (partition by staff.person_id, staff.hire_date) as first_line,
        max(case when staff.hire_date is null then null
                 else coalesce(staff.exit_date, staff.last_seen, date '9999-12-31') end)
            over (
                partition by staff.person_id order by staff.hire_date, staff.line
                rows between unbounded preceding and 1 preceding
            ) as earlier_exit,
        max(case when staff.hire_date is null or staff.exit_reason = 'transfer'
                      or staff.last_seen < staff.exit_date then null
                 else staff.exit_date end)
            over (
                partition by staff.person_id order by staff.hire_date, staff.line
                rows between unbounded preceding and 1 preceding
            ) as earlier_left,
        staff.hire_date - lag(staff.exit_date)
            over (partition by staff.person_id order by staff.hire_date, staff.line) as days_after,
        lag(staff.exit_reason)
            over (partition by staff.person_id order by staff.hire_date, staff.line)
            as reason_before
    from staff
) as sequence
cross join run
left join (select distinct person_id from staff) as manager
    on manager.person_id = sequence.manager_id

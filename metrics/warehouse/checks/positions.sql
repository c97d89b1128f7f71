-- One row per line of positions, with whether the person is known, their first hire, and whether
-- they were employed that day.
with

employed_then as (

    select distinct positions.line
    from positions
    inner join staff
        on staff.person_id = positions.person_id
        and staff.hire_date <= positions.valid_from
        and (staff.exit_date is null or staff.exit_date >= positions.valid_from)

)

select
    positions.*,
    row_number() over (partition by positions.person_id, positions.valid_from
        order by positions.line)
        * case when positions.person_id is null or positions.valid_from is null then 0
            else 1 end as copy,
    min(positions.line) over (partition by positions.person_id, positions.valid_from) as first_line,
    person_hire.person_id as known,
    person_hire.first_hire,
    employed_then.line as employed
from positions
left join person_hire on person_hire.person_id = positions.person_id
left join employed_then on employed_then.line = positions.line

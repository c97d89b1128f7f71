-- One row per employment spell, its months as whole numbers (year * 12 + month - 1). last_month is
-- the month of the exit, or the last month of the data. An exit after the last month of the data
-- has not happened yet.
-- reads: run, staff
-- makes: spell
with

dated as (

    select
        person_id,
        hire_date,
        exit_date,
        exit_reason,
        year(hire_date) * 12 + month(hire_date) - 1 as hire_month,
        case when observed_from > hire_date then year(observed_from) * 12 + month(observed_from) - 1
             else year(hire_date) * 12 + month(hire_date) - 1 end as entry_month,
        year(exit_date) * 12 + month(exit_date) - 1 as exit_month,
        coalesce(department, '') as department,
        coalesce(job_family, '') as job_family,
        coalesce(grade, '') as grade,
        coalesce(location, '') as location,
        coalesce(gender, '') as gender,
        fte,
        annual_salary,
        coalesce(manager_id, '') as manager_id,
        high_potential
    from staff

),

within_data as (

    select
        dated.*,
        case when exit_month <= run.last_month then 1 else 0 end as has_left,
        case when exit_month <= run.last_month then exit_month else run.last_month end as last_month
    from dated
    cross join run

)

select
    person_id,
    row_number() over (partition by person_id order by hire_date) as spell,
    hire_date,
    exit_date,
    hire_month,
    entry_month,
    last_month,
    has_left,
    case when has_left = 1 then coalesce(exit_reason, 'unknown') end as exit_reason,
    department,
    job_family,
    grade,
    location,
    gender,
    fte,
    annual_salary,
    manager_id,
    high_potential
from within_data
where entry_month <= last_month

-- One row per employment spell, its months as whole numbers (year * 12 + month - 1). last_month is
-- the month of the exit, or the last whole month in which the person could be followed: at most the
-- last month of the data. An exit after that has not happened yet. lost_on is the last day of
-- someone who could no longer be followed, for a reason that is not an exit; is_present is 1 for
-- those employed at the end of the data. Rows of staff that follow on each other are one spell:
-- those hired at most contract_gap_days after the exit; where that is not stated, on the day after
-- the exit, and within a week of the end of a contract. Such a spell began as its first row did,
-- and everything else is as in its last row, whose own hire_date is last_row_date. hire_day and
-- exit_day count days, in years that begin in March.
-- reads: followed_staff, run
-- makes: spell
with

dated as (

    select
        followed_staff.*,
        year(hire_date) * 12 + month(hire_date) - 1 as hire_month,
        case when observed_from > hire_date then year(observed_from) * 12 + month(observed_from) - 1
             else year(hire_date) * 12 + month(hire_date) - 1 end as entry_month,
        year(left_on) * 12 + month(left_on) - 1 as exit_month,
        year(lost_on) * 12 + month(lost_on) - 1
            - case when lost_on = last_day(lost_on) then 0 else 1 end as lost_month,
        case when month(hire_date) > 2 then year(hire_date) else year(hire_date) - 1 end as hire_y,
        case when month(hire_date) > 2 then month(hire_date) - 3
             else month(hire_date) + 9 end as hire_m,
        case when month(exit_date) > 2 then year(exit_date) else year(exit_date) - 1 end as exit_y,
        case when month(exit_date) > 2 then month(exit_date) - 3
             else month(exit_date) + 9 end as exit_m
    from followed_staff

),

numbered as (

    select
        dated.*,
        365 * hire_y + cast(floor(cast(hire_y as double) / 4) as int)
            - cast(floor(cast(hire_y as double) / 100) as int)
            + cast(floor(cast(hire_y as double) / 400) as int)
            + cast(floor(cast(153 * hire_m + 2 as double) / 5) as int) + day(hire_date) as hire_day,
        365 * exit_y + cast(floor(cast(exit_y as double) / 4) as int)
            - cast(floor(cast(exit_y as double) / 100) as int)
            + cast(floor(cast(exit_y as double) / 400) as int)
            + cast(floor(cast(153 * exit_m + 2 as double) / 5) as int) + day(exit_date) as exit_day
    from dated

),

following as (

    select
        numbered.*,
        hire_day - lag(exit_day) over (partition by person_id order by hire_date) as days_after,
        lag(exit_reason) over (partition by person_id order by hire_date) as reason_before
    from numbered

),

begun as (

    select
        following.*,
        case when days_after is null or days_after <= 0 then 1
             when days_after <= run.contract_gap_days then 0
             when run.contract_gap_days is not null then 1
             when days_after = 1 then 0
             when days_after <= 7 and reason_before = 'end_of_contract' then 0
             else 1 end as begins
    from following
    cross join run

),

grouped as (

    select
        begun.*,
        sum(begins) over (partition by person_id order by hire_date) as nth_spell
    from begun

),

placed as (

    select
        grouped.*,
        min(hire_date) over (partition by person_id, nth_spell) as first_hire,
        min(hire_month) over (partition by person_id, nth_spell) as first_hire_month,
        min(entry_month) over (partition by person_id, nth_spell) as first_entry_month,
        row_number() over (partition by person_id, nth_spell order by hire_date desc) as from_last
    from grouped

),

within_data as (

    select
        placed.*,
        case when exit_month <= run.last_month then 1 else 0 end as has_left,
        case when exit_month <= run.last_month then exit_month
             when lost_month < run.last_month then lost_month
             else run.last_month end as last_month,
        case when exit_month <= run.last_month or lost_on < run.as_of then 0
             else 1 end as is_present
    from placed
    cross join run
    where from_last = 1

)

select
    person_id,
    row_number() over (partition by person_id order by first_hire) as spell,
    first_hire as hire_date,
    hire_date as last_row_date,
    exit_date,
    lost_on,
    first_hire_month as hire_month,
    first_entry_month as entry_month,
    last_month,
    has_left,
    is_present,
    case when has_left = 1 then coalesce(exit_reason, 'unknown') end as exit_reason,
    coalesce(department, '') as department,
    coalesce(job_family, '') as job_family,
    coalesce(grade, '') as grade,
    coalesce(location, '') as location,
    coalesce(gender, '') as gender,
    fte,
    annual_salary,
    coalesce(manager_id, '') as manager_id,
    high_potential
from within_data
where first_entry_month <= last_month

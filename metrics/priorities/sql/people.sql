-- One row per goal group (empty: everyone), department, grade and tenure band, and per combination
-- of the last three (NULL is all values of a column): people employed in the last two years, their
-- months (in the group), and how many left voluntarily or for an unknown reason.
-- reads: declared_group, position_spell, run, spell
with

tenure_band as (

    select 'below_1' as tenure, 0 as from_tenure, 11 as to_tenure
    union all
    select '1_to_2' as tenure, 12 as from_tenure, 35 as to_tenure
    union all
    select '3_to_5' as tenure, 36 as from_tenure, 71 as to_tenure
    union all
    select 'from_6' as tenure, 72 as from_tenure, 12000 as to_tenure

),

group_definition as (

    select
        '' as goal_group,
        cast(null as varchar) as department,
        cast(null as varchar) as job_family,
        cast(null as varchar) as grade,
        cast(null as varchar) as location,
        cast(null as varchar) as gender,
        0 as from_tenure,
        12000 as to_tenure

    union all

    select
        name as goal_group,
        department,
        job_family,
        grade,
        location,
        gender,
        coalesce(tenure_months_from, 0) as from_tenure,
        coalesce(tenure_months_below, 12001) - 1 as to_tenure
    from declared_group

),

in_group as (

    select
        group_definition.goal_group,
        position_spell.person_id,
        coalesce(position_spell.department, '') as department,
        coalesce(position_spell.grade, '') as grade,
        tenure_band.tenure,
        spell.last_month as exit_month,
        case when spell.has_left = 1 and spell.exit_reason in ('voluntary', 'unknown') then 1
             else 0 end as left_by_choice,
        case when position_spell.from_month > spell.entry_month then position_spell.from_month
             else spell.entry_month end as from_month,
        position_spell.to_month,
        spell.hire_month
            + case when group_definition.from_tenure > tenure_band.from_tenure
                   then group_definition.from_tenure else tenure_band.from_tenure end as band_from,
        spell.hire_month
            + case when group_definition.to_tenure < tenure_band.to_tenure
                   then group_definition.to_tenure else tenure_band.to_tenure end as band_to,
        run.last_month - 23 as window_from,
        run.last_month
    from position_spell
    inner join spell
        on spell.person_id = position_spell.person_id and spell.spell = position_spell.spell
    cross join tenure_band
    cross join group_definition
    cross join run
    where (
            group_definition.department is null
            or position_spell.department = group_definition.department
        )
        and (
            group_definition.job_family is null
            or position_spell.job_family = group_definition.job_family
        )
        and (
            group_definition.grade is null
            or position_spell.grade = group_definition.grade
        )
        and (
            group_definition.location is null
            or position_spell.location = group_definition.location
        )
        and (group_definition.gender is null or spell.gender = group_definition.gender)

),

in_window as (

    select
        in_group.*,
        case when from_month >= band_from and from_month >= window_from then from_month
             when band_from >= window_from then band_from else window_from end as first_month,
        case when to_month <= band_to then to_month else band_to end as final_month
    from in_group

)

select
    goal_group,
    case when grouping(department) = 1 then null else department end as department,
    case when grouping(grade) = 1 then null else grade end as grade,
    case when grouping(tenure) = 1 then null else tenure end as tenure,
    count(distinct person_id) as units,
    count(distinct person_id) as people,
    sum(final_month - first_month + 1) as months,
    sum(case when left_by_choice = 1 and exit_month = final_month then 1 else 0 end) as lost,
    cast(null as double) as money,
    max(last_month) - min(first_month) + 1 as span
from in_window
where first_month <= final_month
group by cube (goal_group, department, grade, tenure)
having grouping(goal_group) = 0

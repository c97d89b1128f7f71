-- One row per newcomer (arm 1), and per comparison group and colleague hired then (arm 0): the
-- value in period t and the weight, 1 or mentees / colleagues. A comparison group is one
-- department, grade and location at hire, half-year and period of hire, month of pairing, g and t;
-- it counts if it holds both arms. The colleagues had not left when the mentee was paired, are not
-- mentored up to and including t, have a value in t, and also have none in g-4 to g-2.
-- reads: base, exposure, hired, newcomer, observed
-- makes: newcomer_row
with

comparison_group as (

    select distinct department, grade, location, half_year, hire_period, pair_month, g, t
    from newcomer

),

both_arms as (

    select newcomer.*, 1 as arm
    from newcomer

    union all

    select
        hired.person_id,
        comparison_group.department,
        comparison_group.grade,
        comparison_group.location,
        comparison_group.half_year,
        comparison_group.hire_period,
        comparison_group.pair_month,
        comparison_group.g,
        comparison_group.t,
        0 as arm
    from comparison_group
    inner join hired
        on hired.department = comparison_group.department
        and hired.grade = comparison_group.grade
        and hired.location = comparison_group.location
        and hired.half_year = comparison_group.half_year
        and hired.hire_period = comparison_group.hire_period
        and hired.last_month >= comparison_group.pair_month
        and hired.last_period >= comparison_group.t
    left join exposure on exposure.person_id = hired.person_id
    left join base on base.person_id = hired.person_id and base.g = comparison_group.g
    where base.person_id is null
        and (exposure.first_period is null or exposure.first_period > comparison_group.t)

),

valued as (

    select both_arms.*, observed.value
    from both_arms
    inner join observed
        on observed.person_id = both_arms.person_id
        and observed.period = both_arms.t

),

counted as (

    select
        valued.*,
        sum(arm) over (
            partition by department, grade, location, half_year, hire_period, pair_month, g, t
        ) as n1,
        sum(1 - arm) over (
            partition by department, grade, location, half_year, hire_period, pair_month, g, t
        ) as n0
    from valued

)

select
    person_id,
    arm,
    value,
    case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0

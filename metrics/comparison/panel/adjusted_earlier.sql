-- One row per person and cohort, for mentees of g and for people not mentored yet: the mean of
-- their values in g-5 to g-3, and the two values before pairing (of g-1 and g-2, in standard
-- deviations of all values, 0 where there is none) with the fifth of all values in which they lie
-- (0 for none).
-- reads: check_role, observed
-- makes: adjusted_earlier
with

spread as (

    select avg(value) as mean, stddev_samp(value) as spread
    from observed

),

placed as (

    select
        observed.person_id,
        observed.period,
        observed.value,
        coalesce(cast(observed.value - spread.mean as double) / nullif(spread.spread, 0), 0)
            as standard,
        1 + cast(floor(5 * cast(rank() over (order by observed.value) - 1 as double)
            / nullif(count(*) over (), 0)) as int) as fifth
    from observed
    cross join spread

)

select
    check_role.person_id,
    check_role.g,
    check_role.own_g,
    check_role.treated,
    avg(case when placed.period <= check_role.g - 3 then placed.value end) as base,
    coalesce(max(case when placed.period = check_role.g - 1 then placed.standard end), 0) as last,
    coalesce(max(case when placed.period = check_role.g - 2 then placed.standard end), 0) as before,
    coalesce(max(case when placed.period = check_role.g - 1 then placed.fifth end), 0)
        as last_fifth,
    coalesce(max(case when placed.period = check_role.g - 2 then placed.fifth end), 0)
        as before_fifth
from check_role
inner join placed
    on placed.person_id = check_role.person_id
    and placed.period between check_role.g - 5 and check_role.g - 1
group by check_role.person_id, check_role.g, check_role.own_g, check_role.treated

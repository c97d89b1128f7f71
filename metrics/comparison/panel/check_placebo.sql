-- One row per person and cohort, for mentees of g and for people mentored later or never, as if
-- pairings had been check_lag.periods earlier. With two: the value of g-2 less the mean of g-6 to
-- g-4. As in every base, the value just before is left out.
-- reads: check_lag, check_role, observed
-- makes: check_difference
with

placebo_base as (

    select check_role.person_id, check_role.g, check_role.treated, avg(observed.value) as base
    from check_role
    cross join check_lag
    inner join observed
        on observed.person_id = check_role.person_id
        and observed.period between check_role.g - check_lag.periods - 4
            and check_role.g - check_lag.periods - 2
    group by check_role.person_id, check_role.g, check_role.treated

)

select
    placebo_base.person_id,
    placebo_base.g,
    observed.period as t,
    placebo_base.treated,
    observed.value - placebo_base.base as dy
from placebo_base
cross join check_lag
inner join observed
    on observed.person_id = placebo_base.person_id
    and observed.period = placebo_base.g - check_lag.periods

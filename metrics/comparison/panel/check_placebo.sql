-- One row per person and cohort, for mentees of g and for people mentored later or never, as if
-- pairings had been two periods earlier: the value of g-2 less the mean of g-6 to g-4. As in every
-- base, g-1 is left out.
-- reads: check_role, observed
-- makes: check_difference
with

placebo_base as (

    select check_role.person_id, check_role.g, check_role.treated, avg(observed.value) as base
    from check_role
    inner join observed
        on observed.person_id = check_role.person_id
        and observed.period between check_role.g - 6 and check_role.g - 4
    group by check_role.person_id, check_role.g, check_role.treated

)

select
    placebo_base.person_id,
    placebo_base.g,
    observed.period as t,
    placebo_base.treated,
    observed.value - placebo_base.base as dy
from placebo_base
inner join observed
    on observed.person_id = placebo_base.person_id
    and observed.period = placebo_base.g - 2

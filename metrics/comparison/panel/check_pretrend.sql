-- One row per person, cohort and period g-4 or g-3, for mentees of g and for people mentored later
-- or never: the value less that of g-2. Where check_lag.periods is 3, all are a period earlier. The
-- values after it, for which people may be chosen, are left out.
-- reads: check_lag, check_role, observed
-- makes: check_difference
select
    check_role.person_id,
    check_role.g,
    earlier.period as t,
    check_role.treated,
    earlier.value - later.value as dy
from check_role
cross join check_lag
inner join observed as later
    on later.person_id = check_role.person_id
    and later.period = check_role.g - check_lag.periods
inner join observed as earlier
    on earlier.person_id = check_role.person_id
    and earlier.period between check_role.g - check_lag.periods - 2
        and check_role.g - check_lag.periods - 1

-- One row per person, cohort and period from g to g+3, for mentees of g and for people never
-- mentored: the value less that of g-2 alone (check_lag.periods before g).
-- reads: check_lag, check_role, observed
-- makes: check_difference
select
    check_role.person_id,
    check_role.g,
    later.period as t,
    check_role.treated,
    later.value - earlier.value as dy
from check_role
cross join check_lag
inner join observed as earlier
    on earlier.person_id = check_role.person_id
    and earlier.period = check_role.g - check_lag.periods
inner join observed as later
    on later.person_id = check_role.person_id
    and later.period between check_role.g and check_role.g + 3
where check_role.treated = 1 or check_role.own_g is null

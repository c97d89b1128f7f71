-- One row per person, cohort and period from g to g+3, for mentees of g and for people not mentored
-- yet in the period: the value (y), and that of g-1, the last one before pairing (x).
-- reads: check_role, observed
-- makes: check_lagged
select
    check_role.person_id,
    check_role.g,
    later.period as t,
    check_role.treated,
    later.value as y,
    earlier.value as x
from check_role
inner join observed as earlier
    on earlier.person_id = check_role.person_id
    and earlier.period = check_role.g - 1
inner join observed as later
    on later.person_id = check_role.person_id
    and later.period between check_role.g and check_role.g + 3
where check_role.treated = 1 or check_role.own_g is null or check_role.own_g > later.period

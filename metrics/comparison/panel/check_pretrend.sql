-- One row per person, cohort and period g-4 or g-3, for mentees of g and for people mentored later
-- or never: the value less that of g-2. The last value before pairing, g-1, is left out.
-- reads: check_role, observed
-- makes: check_difference
select
    check_role.person_id,
    check_role.g,
    earlier.period as t,
    check_role.treated,
    earlier.value - later.value as dy
from check_role
inner join observed as later
    on later.person_id = check_role.person_id
    and later.period = check_role.g - 2
inner join observed as earlier
    on earlier.person_id = check_role.person_id
    and earlier.period between check_role.g - 4 and check_role.g - 3

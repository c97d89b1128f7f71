-- One row per person ever mentored: their first pairing, the first review period after it, and the
-- score band of their last review before it.
-- reads: role_exposure
-- makes: first_pairing
select
    person_id,
    pairing_id,
    cluster_id as mentor_id,
    category,
    goal_group,
    start_date,
    pair_month,
    first_period,
    band
from role_exposure
where role = 'mentee'

-- One row per person and trial within the scope, matched or not, with its weight (0 where it is not
-- matched).
-- reads: matched, scope_follow_up
-- makes: trial_weight
select
    scope_follow_up.person_id,
    scope_follow_up.trial_month,
    scope_follow_up.arm,
    scope_follow_up.department,
    scope_follow_up.grade,
    scope_follow_up.band,
    scope_follow_up.fine_band,
    scope_follow_up.tenure_band,
    scope_follow_up.fine_tenure,
    scope_follow_up.trial_year,
    scope_follow_up.own_stratum,
    scope_follow_up.location,
    scope_follow_up.gender,
    scope_follow_up.u,
    scope_follow_up.event,
    coalesce(matched.weight, 0) as weight
from scope_follow_up
left join matched
    on matched.person_id = scope_follow_up.person_id
    and matched.trial_month = scope_follow_up.trial_month

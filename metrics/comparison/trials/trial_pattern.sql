-- One row per person and trial within the scope, with the number of its pattern: one department,
-- grade, fine score band, fine tenure band, year and stratum of own keys.
-- reads: scope_follow_up
-- makes: trial_pattern
select
    scope_follow_up.person_id,
    scope_follow_up.trial_month,
    scope_follow_up.arm,
    scope_follow_up.u,
    scope_follow_up.event,
    scope_follow_up.cause,
    scope_follow_up.department,
    scope_follow_up.grade,
    scope_follow_up.fine_band,
    scope_follow_up.fine_tenure,
    scope_follow_up.trial_year,
    scope_follow_up.own_stratum,
    dense_rank() over (
        order by scope_follow_up.department, scope_follow_up.grade, scope_follow_up.fine_band,
            scope_follow_up.fine_tenure, scope_follow_up.trial_year, scope_follow_up.own_stratum
    ) as pattern
from scope_follow_up

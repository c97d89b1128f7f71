-- One row per person and trial (the entry) within the scope, as they were in the trial month.
-- reads: exposure, scope_follow_up, spell
-- makes: entrant
select
    scope_follow_up.person_id,
    scope_follow_up.trial_month as entry,
    scope_follow_up.arm,
    scope_follow_up.trial_month as month,
    scope_follow_up.department,
    scope_follow_up.job_family,
    scope_follow_up.grade,
    scope_follow_up.location,
    scope_follow_up.gender,
    scope_follow_up.trial_month - spell.hire_month as tenure,
    case when scope_follow_up.arm = 1 then exposure.goal_group end as paired_for
from scope_follow_up
inner join spell
    on spell.person_id = scope_follow_up.person_id
    and spell.entry_month <= scope_follow_up.trial_month
    and spell.last_month > scope_follow_up.trial_month
left join exposure on exposure.person_id = scope_follow_up.person_id

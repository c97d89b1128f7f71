-- One row per person and trial (its entry) that the question's filters leave, as they were in the trial month.
select
    outcome.person_id,
    outcome.trial_month as entry,
    outcome.arm,
    outcome.trial_month as month,
    outcome.department,
    outcome.job_family,
    outcome.grade,
    outcome.location,
    outcome.gender,
    outcome.trial_month - spell.hire_month as tenure,
    case when outcome.arm = 1 then first_pairing.goal_group end as paired_for
from outcome
cross join asked
inner join spell
    on spell.person_id = outcome.person_id
    and spell.entry_month <= outcome.trial_month
    and spell.last_month > outcome.trial_month
left join first_pairing on first_pairing.person_id = outcome.person_id
where (asked.department is null or outcome.department = asked.department)
    and (asked.job_family is null or outcome.job_family = asked.job_family)
    and (asked.grade is null or outcome.grade = asked.grade)
    and (asked.location is null or outcome.location = asked.location)
    and (asked.gender is null or outcome.gender = asked.gender)
    and (asked.category is null or outcome.arm = 0 or outcome.category = asked.category)

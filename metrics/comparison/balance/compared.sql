-- One row per person and trial that the question's filters leave, matched or not, with its weight (0 where unmatched).
select
    outcome.person_id,
    outcome.trial_month,
    outcome.arm,
    outcome.department,
    outcome.grade,
    outcome.band,
    outcome.tenure_band,
    outcome.trial_year,
    outcome.location,
    outcome.gender,
    outcome.u,
    outcome.event,
    outcome.lost,
    coalesce(weighted.weight, 0) as weight
from outcome
cross join asked
left join weighted
    on weighted.person_id = outcome.person_id
    and weighted.trial_month = outcome.trial_month
where (asked.department is null or outcome.department = asked.department)
    and (asked.job_family is null or outcome.job_family = asked.job_family)
    and (asked.grade is null or outcome.grade = asked.grade)
    and (asked.location is null or outcome.location = asked.location)
    and (asked.gender is null or outcome.gender = asked.gender)
    and (asked.category is null or outcome.arm = 0 or outcome.category = asked.category)

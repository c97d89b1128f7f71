-- One row per person and trial that the question's filters leave, matched or not, with the number of its pattern: one
-- department, grade, score band, tenure band and year.
select
    outcome.person_id,
    outcome.arm,
    outcome.u,
    outcome.event,
    outcome.department,
    outcome.grade,
    outcome.band,
    outcome.tenure_band,
    outcome.trial_year,
    dense_rank() over (
        order by outcome.department, outcome.grade, outcome.band, outcome.tenure_band, outcome.trial_year
    ) as pattern
from outcome
cross join asked
where (asked.department is null or outcome.department = asked.department)
    and (asked.job_family is null or outcome.job_family = asked.job_family)
    and (asked.grade is null or outcome.grade = asked.grade)
    and (asked.location is null or outcome.location = asked.location)
    and (asked.gender is null or outcome.gender = asked.gender)
    and (asked.category is null or outcome.arm = 0 or outcome.category = asked.category)

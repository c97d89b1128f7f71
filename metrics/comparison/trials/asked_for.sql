-- One row per person and trial that the question's filters leave. A category restricts the mentees only.
select outcome.*
from outcome
cross join asked
where (asked.department is null or outcome.department = asked.department)
    and (asked.job_family is null or outcome.job_family = asked.job_family)
    and (asked.grade is null or outcome.grade = asked.grade)
    and (asked.location is null or outcome.location = asked.location)
    and (asked.gender is null or outcome.gender = asked.gender)
    and (asked.category is null or outcome.arm = 0 or outcome.category = asked.category)

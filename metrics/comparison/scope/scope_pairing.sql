-- One row per exposed person whose pairing is within the scope: its category, or the mentor's
-- position in the month of pairing. These filters never restrict the comparison group.
-- reads: exposure, scope
-- makes: scope_pairing
select exposure.person_id, exposure.pair_month
from exposure
cross join scope
where (scope.category is null or exposure.category = scope.category)
    and (scope.mentor_department is null or exposure.mentor_department = scope.mentor_department)
    and (scope.mentor_job_family is null or exposure.mentor_job_family = scope.mentor_job_family)
    and (scope.mentor_grade is null or exposure.mentor_grade = scope.mentor_grade)

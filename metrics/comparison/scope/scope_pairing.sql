-- One row per exposed person whose pairing is within the scope: its category, the goal group and
-- the tenure in the month of pairing, or the mentor's position in it. These filters never restrict
-- the comparison group.
-- reads: exposure, question, role_entry, role_group, scope
-- makes: scope_pairing
select exposure.person_id, exposure.pair_month
from exposure
cross join scope
cross join question
left join role_entry
    on role_entry.role = question.role
    and role_entry.person_id = exposure.person_id
left join role_group
    on role_group.role = question.role
    and role_group.person_id = exposure.person_id
    and role_group.goal_group = scope.goal_group
where (scope.category is null or exposure.category = scope.category)
    and (scope.goal_group is null or role_group.person_id is not null)
    and (scope.tenure is null or role_entry.tenure = scope.tenure)
    and (scope.mentor_department is null or exposure.mentor_department = scope.mentor_department)
    and (scope.mentor_job_family is null or exposure.mentor_job_family = scope.mentor_job_family)
    and (scope.mentor_grade is null or exposure.mentor_grade = scope.mentor_grade)

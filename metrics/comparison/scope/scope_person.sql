-- One row per person within the scope, by the position at which a breakdown counts them.
-- reads: question, role_person, scope
-- makes: scope_person
select role_person.*
from role_person
inner join question on question.role = role_person.role
cross join scope
where (scope.department is null or role_person.department = scope.department)
    and (scope.job_family is null or role_person.job_family = scope.job_family)
    and (scope.grade is null or role_person.grade = scope.grade)
    and (scope.location is null or role_person.location = scope.location)
    and (scope.gender is null or role_person.gender = scope.gender)

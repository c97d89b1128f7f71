-- One row per person and trial within the scope, matched or not. Filters on pairings restrict the
-- mentees only.
-- reads: follow_up, scope, scope_pairing
-- makes: scope_follow_up (view)
select follow_up.*
from follow_up
cross join scope
left join scope_pairing on scope_pairing.person_id = follow_up.person_id
where (scope.department is null or follow_up.department = scope.department)
    and (scope.job_family is null or follow_up.job_family = scope.job_family)
    and (scope.grade is null or follow_up.grade = scope.grade)
    and (scope.location is null or follow_up.location = scope.location)
    and (scope.gender is null or follow_up.gender = scope.gender)
    and (follow_up.arm = 0 or scope_pairing.person_id is not null)

-- One row per role, person who was ever in it, and goal group: the declared ones of which all
-- conditions held when it began, and the one that their pairing names. Some are in several.
-- reads: declared_group, role_entry
-- makes: role_group
select
    role_entry.role,
    role_entry.person_id,
    declared_group.name as goal_group
from role_entry
cross join declared_group
where (coalesce(declared_group.department, '') = ''
        or role_entry.department = declared_group.department)
    and (coalesce(declared_group.job_family, '') = ''
        or role_entry.job_family = declared_group.job_family)
    and (coalesce(declared_group.grade, '') = '' or role_entry.grade = declared_group.grade)
    and (coalesce(declared_group.location, '') = ''
        or role_entry.location = declared_group.location)
    and (coalesce(declared_group.gender, '') = '' or role_entry.gender = declared_group.gender)
    and (declared_group.tenure_months_from is null
        or role_entry.months >= declared_group.tenure_months_from)
    and (declared_group.tenure_months_below is null
        or role_entry.months < declared_group.tenure_months_below)

union

select role, person_id, paired_for as goal_group
from role_entry
where paired_for <> ''

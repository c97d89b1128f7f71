-- One row per person, entry and part: 1 in the group of the question, 0 in the rest, by what held
-- when they entered. Where only pairings name the group, the comparison group is in both parts,
-- because it is the same for either.
-- reads: entrant, group_condition
-- makes: subgroup_entrant
with

membership as (

    select
        entrant.person_id,
        entrant.entry,
        entrant.arm,
        entrant.department,
        group_condition.paired_for,
        case
            when group_condition.paired_for is not null
                and entrant.paired_for = group_condition.paired_for then 1
            when group_condition.paired_for is null
                and (group_condition.department is null
                    or entrant.department = group_condition.department)
                and (group_condition.job_family is null
                    or entrant.job_family = group_condition.job_family)
                and (group_condition.grade is null or entrant.grade = group_condition.grade)
                and (group_condition.location is null
                    or entrant.location = group_condition.location)
                and (group_condition.gender is null or entrant.gender = group_condition.gender)
                and (group_condition.tenure_months_from is null
                    or entrant.tenure >= group_condition.tenure_months_from)
                and (group_condition.tenure_months_below is null
                    or entrant.tenure < group_condition.tenure_months_below)
                then 1
            else 0
        end as part
    from entrant
    cross join group_condition

)

select person_id, entry, arm, department, part
from membership

union all

select person_id, entry, arm, department, 1 as part
from membership
where paired_for is not null and arm = 0

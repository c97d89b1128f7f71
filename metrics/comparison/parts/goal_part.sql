-- One row per person, entry and part: 1 in the group that is asked about, 0 in the rest, by what held when they were
-- placed. For a group that only a pairing names, the others stand in both parts: they are alike for either.
with

judged as (

    select
        placed.person_id,
        placed.entry,
        placed.arm,
        placed.department,
        asked_group.paired_for,
        case
            when asked_group.paired_for is not null and placed.paired_for = asked_group.paired_for then 1
            when asked_group.paired_for is null
                and (asked_group.department is null or placed.department = asked_group.department)
                and (asked_group.job_family is null or placed.job_family = asked_group.job_family)
                and (asked_group.grade is null or placed.grade = asked_group.grade)
                and (asked_group.location is null or placed.location = asked_group.location)
                and (asked_group.gender is null or placed.gender = asked_group.gender)
                and (asked_group.tenure_months_from is null or placed.tenure >= asked_group.tenure_months_from)
                and (asked_group.tenure_months_below is null or placed.tenure < asked_group.tenure_months_below)
                then 1
            else 0
        end as part
    from placed
    cross join asked_group

)

select person_id, entry, arm, department, part
from judged

union all

select person_id, entry, arm, department, 1 as part
from judged
where paired_for is not null and arm = 0

-- One row per person in staff and category: their latest assessment as a mentor. What was not
-- assessed is empty.
-- reads: mentor_profiles, run, staff
-- makes: latest_assessment
with

numbered as (

    select
        mentor_profiles.*,
        row_number() over (
            partition by mentor_profiles.person_id, mentor_profiles.category
                order by mentor_profiles.assessed_on desc
        ) as nth
    from mentor_profiles
    inner join (select distinct person_id from staff) as person
        on person.person_id = mentor_profiles.person_id
    cross join run
    where mentor_profiles.assessed_on <= run.as_of

)

select
    numbered.person_id,
    numbered.category,
    numbered.assessed_on,
    run.last_month
        - (year(numbered.assessed_on) * 12 + month(numbered.assessed_on) - 1) as months_ago,
    numbered.attitude,
    numbered.knowledge,
    numbered.skill,
    case when numbered.willing in ('yes', 'no') then numbered.willing end as willing,
    numbered.capacity_hours_month
from numbered
cross join run
where numbered.nth = 1

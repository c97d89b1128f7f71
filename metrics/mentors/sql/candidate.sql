-- One row per employee and category for which they were assessed, or in which they mentor now.
-- reads: agreed_pairing, colleague, latest_assessment, run
-- makes: candidate
with

mentoring_now as (

    select distinct mentor_id as person_id, category
    from agreed_pairing
    cross join run
    where over = 0 and from_month <= run.last_month

),

person_category as (

    select person_id, category from latest_assessment
    union
    select person_id, category from mentoring_now

)

select
    person_category.person_id,
    person_category.category,
    colleague.department,
    colleague.location,
    colleague.manager_id,
    colleague.place,
    latest_assessment.months_ago,
    latest_assessment.attitude,
    latest_assessment.knowledge,
    latest_assessment.skill,
    latest_assessment.willing,
    latest_assessment.capacity_hours_month as capacity,
    case when latest_assessment.person_id is null then 0 else 1 end as assessed
from person_category
inner join colleague on colleague.person_id = person_category.person_id
left join latest_assessment
    on latest_assessment.person_id = person_category.person_id
    and latest_assessment.category = person_category.category
order by person_category.category, person_category.person_id

-- One row per person who works here and category for which they were assessed, or in which they mentor somebody now.
with

mentoring_now as (

    select distinct mentor_id as person_id, category
    from agreed_pairing
    cross join run
    where over = 0 and from_month <= run.last_month

),

named as (

    select person_id, category from mentor_profile
    union
    select person_id, category from mentoring_now

)

select
    named.person_id,
    named.category,
    colleague.department,
    colleague.location,
    colleague.manager_id,
    colleague.place,
    mentor_profile.months_ago,
    mentor_profile.attitude,
    mentor_profile.knowledge,
    mentor_profile.skill,
    mentor_profile.willing,
    mentor_profile.capacity_hours_month as capacity,
    case when mentor_profile.person_id is null then 0 else 1 end as assessed
from named
inner join colleague on colleague.person_id = named.person_id
left join mentor_profile on mentor_profile.person_id = named.person_id and mentor_profile.category = named.category
order by named.category, named.person_id

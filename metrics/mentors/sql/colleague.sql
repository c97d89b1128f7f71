-- One row per person who works here and is not about to leave: where they are placed now, their manager, and their place among the last reviews
-- (0 the best, 1 the last; empty without a review).
-- reads: position_spell, review_score, run, spell, staff
-- makes: colleague
with

here as (

    select spell.person_id, spell.spell, spell.hire_date, position_spell.department, position_spell.location
    from spell
    cross join run
    inner join position_spell
        on position_spell.person_id = spell.person_id and position_spell.spell = spell.spell
        and run.last_month between position_spell.from_month and position_spell.to_month
    where spell.has_left = 0 and spell.exit_date is null

),

managed as (

    select
        here.person_id,
        staff.manager_id,
        row_number() over (partition by here.person_id order by staff.hire_date desc) as nth
    from here
    inner join staff on staff.person_id = here.person_id and staff.hire_date = here.hire_date

),

last_review as (

    select
        review_score.person_id,
        review_score.score,
        row_number() over (partition by review_score.person_id order by review_score.review_date desc) as nth
    from review_score
    inner join here on here.person_id = review_score.person_id

),

placed as (

    select person_id, percent_rank() over (order by score desc) as place
    from last_review
    where nth = 1

)

select
    here.person_id,
    here.department,
    here.location,
    coalesce(managed.manager_id, '') as manager_id,
    placed.place
from here
left join managed on managed.person_id = here.person_id and managed.nth = 1
left join placed on placed.person_id = here.person_id

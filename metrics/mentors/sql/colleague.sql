-- One row per employee who is not about to leave: their department and location now, their manager,
-- and their place among the last reviews (0 the best, 1 the last; empty without a review).
-- reads: position_spell, review_score, run, spell, staff
-- makes: colleague
with

employed_now as (

    select
        spell.person_id,
        spell.spell,
        spell.hire_date,
        position_spell.department,
        position_spell.location
    from spell
    cross join run
    inner join position_spell
        on position_spell.person_id = spell.person_id and position_spell.spell = spell.spell
        and run.last_month between position_spell.from_month and position_spell.to_month
    where spell.is_present = 1 and spell.exit_date is null

),

with_manager as (

    select
        employed_now.person_id,
        staff.manager_id,
        row_number() over (partition by employed_now.person_id order by staff.hire_date desc) as nth
    from employed_now
    inner join staff
        on staff.person_id = employed_now.person_id and staff.hire_date = employed_now.hire_date

),

last_review as (

    select
        review_score.person_id,
        review_score.score,
        row_number() over (
            partition by review_score.person_id order by review_score.review_date desc
        ) as nth
    from review_score
    inner join employed_now on employed_now.person_id = review_score.person_id

),

review_place as (

    select person_id, percent_rank() over (order by score desc) as place
    from last_review
    where nth = 1

)

select
    employed_now.person_id,
    employed_now.department,
    employed_now.location,
    coalesce(with_manager.manager_id, '') as manager_id,
    review_place.place
from employed_now
left join with_manager on with_manager.person_id = employed_now.person_id and with_manager.nth = 1
left join review_place on review_place.person_id = employed_now.person_id

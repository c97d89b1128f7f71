-- One row per person ever mentored: their first pairing, and the score band of their last review before it.
with

numbered as (

    select
        mentee_id as person_id,
        pairing_id,
        mentor_id,
        category,
        goal_group,
        start_date,
        year(start_date) * 12 + month(start_date) - 1 as pair_month,
        row_number() over (partition by mentee_id order by start_date, pairing_id) as nth
    from pairings

),

last_review as (

    select
        numbered.person_id,
        review_score.band,
        row_number() over (partition by numbered.person_id order by review_score.review_date desc) as nth
    from numbered
    inner join review_score on review_score.person_id = numbered.person_id and review_score.review_date < numbered.start_date
    where numbered.nth = 1

)

select
    numbered.person_id,
    numbered.pairing_id,
    numbered.mentor_id,
    numbered.category,
    numbered.goal_group,
    numbered.start_date,
    numbered.pair_month,
    coalesce(last_review.band, 0) as band
from numbered
cross join run
left join last_review on last_review.person_id = numbered.person_id and last_review.nth = 1
where numbered.nth = 1 and numbered.pair_month <= run.last_month

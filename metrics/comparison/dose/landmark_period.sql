-- One row per mentee of landmark: the first period whose review comes after day 90. Where the
-- person has no review in the period of that day, the company's last review day in it decides, as
-- for the first period after pairing.
-- reads: landmark, review_score, run
-- makes: landmark_period
with

dated as (

    select
        landmark.person_id,
        landmark.day,
        cast(
            floor(cast(landmark.landmark_month as double) / nullif(run.review_months, 0)) as int
        ) as period
    from landmark
    cross join run

),

own_review as (

    select person_id, period, max(review_date) as review_date
    from review_score
    group by person_id, period

),

company_review as (

    select period, max(review_date) as review_date
    from review_score
    group by period

)

select
    dated.person_id,
    dated.period
        + case when coalesce(own_review.review_date, company_review.review_date) <= dated.day
               then 1 else 0 end as from_period
from dated
left join own_review on own_review.person_id = dated.person_id and own_review.period = dated.period
left join company_review on company_review.period = dated.period

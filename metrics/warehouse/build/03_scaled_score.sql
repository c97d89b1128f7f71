-- One row per person and review day, on one scale: where scale_max differs between reviews, scores
-- are standardised within calendar year over the company (population standard deviation).
-- reads: reviews, run
-- makes: scaled_score
with

daily as (

    select person_id, review_date, avg(score) as score
    from reviews
    cross join run
    where review_date <= run.as_of
    group by person_id, review_date

),

yearly as (

    select
        year(review_date) as review_year,
        avg(score) as mean,
        sqrt(avg(score * score) - avg(score) * avg(score)) as spread
    from daily
    group by year(review_date)

),

scale_count as (select count(distinct scale_max) as n from reviews)

select
    daily.person_id,
    daily.review_date,
    year(daily.review_date) * 12 + month(daily.review_date) - 1 as month,
    case
        when scale_count.n <= 1 then daily.score
        when yearly.spread > 0.000000001
            then cast(daily.score - yearly.mean as double) / yearly.spread
        else 0
    end as score
from daily
inner join yearly on yearly.review_year = year(daily.review_date)
cross join scale_count

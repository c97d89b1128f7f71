-- One row per person and review day, on one scale: where scale_max differs between reviews, scores
-- are standardised within calendar year over the company (population standard deviation).
-- A review after the day on which someone could last be followed does not count.
-- reads: followed_staff, reviews, run
-- makes: scaled_score
with

not_followed as (

    select
        person_id,
        lost_on,
        lead(hire_date) over (partition by person_id order by hire_date) as back_on
    from followed_staff

),

daily as (

    select reviews.person_id, reviews.review_date, avg(reviews.score) as score
    from reviews
    cross join run
    left join not_followed
        on not_followed.person_id = reviews.person_id
        and reviews.review_date > not_followed.lost_on
        and (not_followed.back_on is null or reviews.review_date < not_followed.back_on)
    where reviews.review_date <= run.as_of and not_followed.person_id is null
    group by reviews.person_id, reviews.review_date

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

-- One row per person ever mentored: g, the first period whose review comes after the pairing.
-- Where the person has no review in the period of the pairing, the company's last review day in it decides.
with

paired as (

    select
        first_pairing.person_id,
        first_pairing.start_date,
        cast(floor(cast(first_pairing.pair_month as double) / nullif(run.review_months, 0)) as int) as period
    from first_pairing
    cross join run

),

own as (select person_id, period, max(review_date) as review_date from review_score group by person_id, period),

company as (select period, max(review_date) as review_date from review_score group by period)

select
    paired.person_id,
    paired.period + case when coalesce(own.review_date, company.review_date) <= paired.start_date then 1 else 0 end as g
from paired
left join own on own.person_id = paired.person_id and own.period = paired.period
left join company on company.period = paired.period

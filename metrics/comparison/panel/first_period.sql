-- One row per person ever mentored: g, the first period whose review comes after the pairing.
-- Where the person has no review in the period of the pairing, the company's last review day in it decides.
with

paired as (

    select
        pairing.person_id,
        pairing.start_date,
        cast(floor(cast(pairing.pair_month as double) / nullif(run.review_months, 0)) as int) as period
    from pairing
    cross join run

),

own as (select person_id, period, max(review_date) as review_date from review group by person_id, period),

company as (select period, max(review_date) as review_date from review group by period)

select
    paired.person_id,
    paired.period + case when coalesce(own.review_date, company.review_date) <= paired.start_date then 1 else 0 end as g
from paired
left join own on own.person_id = paired.person_id and own.period = paired.period
left join company on company.period = paired.period

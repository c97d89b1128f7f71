-- One row: the people with a score who are counted as employed at the end of the data (employed),
-- and those whose last score is more than two review cycles older than the last score of anyone
-- (without_trace).
-- reads: review_score, run, spell
with

last_score as (

    select
        person_id,
        max(month) as month
    from review_score
    group by person_id

),

present as (

    select distinct spell.person_id
    from spell
    where spell.is_present = 1

),

newest as (

    select max(month) as month
    from last_score

)

select
    count(*) as employed,
    coalesce(sum(case when last_score.month < newest.month - 2 * run.review_months
             then 1 else 0 end), 0) as without_trace
from present
inner join last_score
    on last_score.person_id = present.person_id
cross join newest
cross join run

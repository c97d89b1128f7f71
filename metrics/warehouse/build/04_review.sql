-- One row per person and review day: its period in the review cycle, its score band, and the months for which it is
-- the last review before the month began.
with

banded as (

    select
        score.person_id,
        score.review_date,
        score.month,
        score.score,
        max(band.band) as band
    from score
    inner join band on score.score >= band.low
    group by score.person_id, score.review_date, score.month, score.score

)

select
    person_id,
    review_date,
    banded.month,
    cast(floor(cast(banded.month as double) / nullif(run.review_months, 0)) as int) as period,
    score,
    band,
    banded.month + 1 as from_month,
    coalesce(lead(banded.month) over (partition by person_id order by review_date), run.last_month) as to_month
from banded
cross join run

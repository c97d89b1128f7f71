-- One row per person and review day: its period in the review cycle, its score band (five, and ten
-- fine ones), and the months for which it is the last review before the month began.
-- reads: run, scaled_score, score_band
-- makes: review_score
with

banded as (

    select
        scaled_score.person_id,
        scaled_score.review_date,
        scaled_score.month,
        scaled_score.score,
        max(score_band.band) as band,
        max(score_band.fine_band) as fine_band
    from scaled_score
    inner join score_band on scaled_score.score >= score_band.low
    group by scaled_score.person_id, scaled_score.review_date, scaled_score.month,
        scaled_score.score

)

select
    person_id,
    review_date,
    banded.month,
    cast(floor(cast(banded.month as double) / nullif(run.review_months, 0)) as int) as period,
    score,
    band,
    fine_band,
    banded.month + 1 as from_month,
    coalesce(lead(banded.month) over (partition by person_id order by review_date),
        run.last_month) as to_month
from banded
cross join run

-- One row per person and review period: the review score.
select
    person_id,
    period,
    score as value
from review_score

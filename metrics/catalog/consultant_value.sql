-- One row per mentee, category and year: what the hours would have cost from outside, at the base,
-- low and high rate.
with

priced as (

    select
        meeting_held.mentee_id,
        meeting_held.category,
        meeting_held.year,
        meeting_held.minutes / cast(60 as double) as hours,
        coalesce(meeting_held.outside_rate, assumption.outside_rate) as rate,
        coalesce(meeting_held.outside_rate_low, assumption.outside_rate_low) as low_rate,
        coalesce(meeting_held.outside_rate_high, assumption.outside_rate_high) as high_rate
    from meeting_held
    cross join assumption

)

select
    mentee_id as person_id,
    category,
    year,
    sum(hours * rate) as numerator,
    sum(hours * low_rate) as low,
    sum(hours * high_rate) as high
from priced
group by mentee_id, category, year

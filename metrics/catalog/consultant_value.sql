-- One row per mentee, category and year: what the hours would have cost from outside, at the base, low and high rate.
select
    meeting_held.mentee_id as person_id,
    meeting_held.category,
    meeting_held.year,
    sum(meeting_held.minutes / cast(60 as double) * coalesce(meeting_held.outside_rate, assumption.outside_rate)) as numerator,
    sum(meeting_held.minutes / cast(60 as double) * coalesce(meeting_held.outside_rate_low, assumption.outside_rate_low)) as low,
    sum(meeting_held.minutes / cast(60 as double) * coalesce(meeting_held.outside_rate_high, assumption.outside_rate_high)) as high
from meeting_held
cross join assumption
group by meeting_held.mentee_id, meeting_held.category, meeting_held.year

-- One row per mentee, category and year: what the hours would have cost from outside, at the base, low and high rate.
select
    meeting.mentee_id as person_id,
    meeting.category,
    meeting.year,
    sum(meeting.minutes / cast(60 as double) * coalesce(meeting.outside_rate, run.outside_rate)) as numerator,
    sum(meeting.minutes / cast(60 as double) * coalesce(meeting.outside_rate_low, run.outside_rate_low)) as low,
    sum(meeting.minutes / cast(60 as double) * coalesce(meeting.outside_rate_high, run.outside_rate_high)) as high
from meeting
cross join run
group by meeting.mentee_id, meeting.category, meeting.year

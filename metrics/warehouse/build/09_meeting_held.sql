-- One row per meeting held, with its pairing and its category's outside rate in euros an hour
-- (empty if not given).
-- reads: categories, meetings, pairings, run
-- makes: meeting_held
select
    meetings.pairing_id,
    pairings.mentor_id,
    pairings.mentee_id,
    pairings.category,
    year(meetings.held_on) * 12 + month(meetings.held_on) - 1 as month,
    year(meetings.held_on) as year,
    coalesce(meetings.kind, 'mentoring') as kind,
    meetings.minutes,
    categories.outside_rate_low,
    categories.outside_rate,
    categories.outside_rate_high
from meetings
inner join pairings on pairings.pairing_id = meetings.pairing_id
left join categories on categories.category = pairings.category
cross join run
where meetings.held_on <= run.as_of

-- One row per check-in of the programme lead with the mentor or the mentee of a pairing (role ''
-- for anyone else).
-- reads: checkins, pairings, run
-- makes: checkin_held
select
    checkins.pairing_id,
    checkins.person_id,
    case when checkins.person_id = pairings.mentor_id then 'mentor'
         when checkins.person_id = pairings.mentee_id then 'mentee'
         else '' end as role,
    pairings.mentor_id,
    pairings.mentee_id,
    pairings.category,
    checkins.held_on,
    year(checkins.held_on) * 12 + month(checkins.held_on) - 1 as month,
    coalesce(checkins.outcome, '') as outcome,
    checkins.quality_score
from checkins
inner join pairings on pairings.pairing_id = checkins.pairing_id
cross join run
where checkins.held_on <= run.as_of

-- One row per mentee of `landmark` who is still followed, without the event, in the month after day 90: whether they met
-- for more than the middle number of minutes, the keys of their trial, and u, the month after day 90 in which they end.
select
    landmark.person_id,
    landmark.mentor_id,
    case when landmark.minutes > dose_middle.minutes then 1 else 0 end as more,
    outcome.department,
    outcome.grade,
    outcome.band,
    outcome.tenure_band,
    outcome.u - (landmark.landmark_month - outcome.trial_month) as u,
    outcome.event
from landmark
inner join outcome on outcome.person_id = landmark.person_id and outcome.arm = 1
cross join dose_middle
where outcome.u >= landmark.landmark_month - outcome.trial_month

-- One row per mentee of landmark who is followed without the event into the month after day 90:
-- whether they met for more than the dividing number of minutes (more), the keys of their trial,
-- and u, the month after day 90 in which the row ends.
-- reads: dose_cut, follow_up, landmark
-- makes: landmark_follow_up
select
    landmark.person_id,
    landmark.cluster_id,
    case when landmark.minutes > dose_cut.minutes then 1 else 0 end as more,
    follow_up.department,
    follow_up.grade,
    follow_up.band,
    follow_up.tenure_band,
    follow_up.own_stratum,
    case when landmark.landmark_month < follow_up.start_month then follow_up.u
         else follow_up.u - (landmark.landmark_month + 1 - follow_up.start_month) end as u,
    follow_up.event
from landmark
inner join follow_up on follow_up.person_id = landmark.person_id and follow_up.arm = 1
cross join dose_cut
where follow_up.u >= landmark.landmark_month + 1 - follow_up.start_month

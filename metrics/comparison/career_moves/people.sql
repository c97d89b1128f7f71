-- One row per origin, destination and arm: the people who made that move, and the first mentors of
-- the mentees among them.
-- reads: exposure, matched_move
select
    matched_move.origin,
    matched_move.destination,
    matched_move.arm,
    count(distinct matched_move.person_id) as people,
    count(distinct case when matched_move.arm = 1 then exposure.cluster_id end) as mentors
from matched_move
left join exposure on exposure.person_id = matched_move.person_id
where matched_move.event = 1
group by matched_move.origin, matched_move.destination, matched_move.arm
order by matched_move.origin, matched_move.destination, matched_move.arm

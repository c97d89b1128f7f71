-- One row per origin, destination and arm: the people who made that move, and the first mentors of mentees among them.
select
    moved.origin,
    moved.destination,
    moved.arm,
    count(distinct moved.person_id) as people,
    count(distinct case when moved.arm = 1 then first_pairing.mentor_id end) as mentors
from moved
left join first_pairing on first_pairing.person_id = moved.person_id
where moved.event = 1
group by moved.origin, moved.destination, moved.arm
order by moved.origin, moved.destination, moved.arm

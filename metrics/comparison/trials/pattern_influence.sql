-- One row per person: their influence on the adjusted months gained, and their weight in each arm.
select
    comparable.person_id,
    max(first_pairing.mentor_id) as mentor_id,
    sum(case when comparable.arm = 1 then coefficient.scale else -coefficient.scale end
        * (pseudo_value.value - coefficient.centre)) as estimate,
    sum(case when comparable.arm = 1 then coefficient.scale else 0 end) as weight1,
    sum(case when comparable.arm = 0 then coefficient.scale else 0 end) as weight0
from comparable
inner join pseudo_value
    on pseudo_value.arm = comparable.arm
    and pseudo_value.u = comparable.u
    and pseudo_value.event = comparable.event
inner join pattern_coefficient as coefficient
    on coefficient.pattern = comparable.pattern and coefficient.arm = comparable.arm
left join first_pairing on first_pairing.person_id = comparable.person_id
group by comparable.person_id

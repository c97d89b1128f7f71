-- One row per person: the sum of their rows' influence on one estimate, and their weight in each arm.
select
    weighted.person_id,
    max(first_pairing.mentor_id) as mentor_id,
    sum(weighted.weight * check_coefficient.influence) as influence,
    sum(case when weighted.arm = 1 then weighted.weight else 0 end) as weight1,
    sum(case when weighted.arm = 0 then weighted.weight else 0 end) as weight0
from weighted
inner join check_coefficient
    on check_coefficient.arm = weighted.arm
    and check_coefficient.u = weighted.u
    and check_coefficient.event = weighted.event
left join first_pairing on first_pairing.person_id = weighted.person_id
group by weighted.person_id

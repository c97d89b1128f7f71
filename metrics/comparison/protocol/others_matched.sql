-- One row per person of the comparison group: their influence on the months gained, and their
-- weight, with the weights of matching.
-- reads: matched, other_coefficient
-- makes: other_part
select
    matched.person_id,
    sum(matched.weight * other_coefficient.influence) as estimate,
    sum(matched.weight) as weight
from matched
inner join other_coefficient
    on other_coefficient.u = matched.u
    and other_coefficient.event = matched.event
where matched.arm = 0
group by matched.person_id

-- One row per part, cohort, period and arm: the number of differences (n), their sum and their sum
-- of squares.
-- reads: difference, subgroup_entrant
select
    subgroup_entrant.part,
    difference.g,
    difference.t,
    difference.treated,
    count(*) as n,
    sum(difference.dy) as total,
    sum(difference.dy * difference.dy) as squares
from subgroup_entrant
inner join difference
    on difference.person_id = subgroup_entrant.person_id
    and difference.g = subgroup_entrant.entry
    and difference.treated = subgroup_entrant.arm
where difference.t >= difference.g
group by subgroup_entrant.part, difference.g, difference.t, difference.treated

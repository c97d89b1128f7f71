-- One row per part, cohort, period and arm: how many, the sum and the sum of squares of their differences.
select
    parted.part,
    difference.g,
    difference.t,
    difference.treated,
    count(*) as n,
    sum(difference.dy) as total,
    sum(difference.dy * difference.dy) as squares
from parted
inner join difference
    on difference.person_id = parted.person_id
    and difference.g = parted.entry
    and difference.treated = parted.arm
where difference.t >= difference.g
group by parted.part, difference.g, difference.t, difference.treated

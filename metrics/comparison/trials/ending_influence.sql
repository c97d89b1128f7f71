-- One row per cause and person: the sum of their rows' influence on the months lost to the cause,
-- and their weight in each arm.
-- reads: ending, ending_coefficient, exposure
select
    coefficient.cause,
    ending.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(ending.weight * coefficient.influence) as influence,
    sum(case when ending.arm = 1 then ending.weight else 0 end) as weight1,
    sum(case when ending.arm = 0 then ending.weight else 0 end) as weight0
from ending
inner join ending_coefficient as coefficient
    on coefficient.arm = ending.arm and coefficient.u = ending.u
        and coefficient.ending = ending.ending
left join exposure on exposure.person_id = ending.person_id
group by coefficient.cause, ending.person_id

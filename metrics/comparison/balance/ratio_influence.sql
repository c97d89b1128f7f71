-- One row per person: the sum of their rows' influence on one estimate, and their weight in each
-- arm.
-- reads: check_coefficient, exposure, matched
select
    matched.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(matched.weight * check_coefficient.influence) as influence,
    sum(case when matched.arm = 1 then matched.weight else 0 end) as weight1,
    sum(case when matched.arm = 0 then matched.weight else 0 end) as weight0
from matched
inner join check_coefficient
    on check_coefficient.arm = matched.arm
    and check_coefficient.u = matched.u
    and check_coefficient.event = matched.event
left join exposure on exposure.person_id = matched.person_id
group by matched.person_id

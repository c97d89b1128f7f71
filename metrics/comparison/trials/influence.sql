-- One row per person: the sum of their rows' influence on each estimate, and their weight in each
-- arm. What the estimated weights add is the same for all rows of a pattern: mentees get it, and
-- the comparison group loses it per unit of weight.
-- reads: coefficient, exposure, matched, pattern_adjustment
select
    matched.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(matched.weight * (coefficient.long_rmst + case when matched.arm = 1
        then adjustment.long_rmst else -adjustment.long_rmst end)) as long_rmst,
    sum(matched.weight * (coefficient.short_rmst + case when matched.arm = 1
        then adjustment.short_rmst else -adjustment.short_rmst end)) as short_rmst,
    sum(matched.weight * (coefficient.short_survival + case when matched.arm = 1
        then adjustment.short_survival else -adjustment.short_survival end)) as short_survival,
    sum(case when matched.arm = 1 then matched.weight else 0 end) as weight1,
    sum(case when matched.arm = 0 then matched.weight else 0 end) as weight0
from matched
inner join coefficient
    on coefficient.arm = matched.arm and coefficient.u = matched.u
        and coefficient.event = matched.event
inner join pattern_adjustment as adjustment on adjustment.pattern = matched.pattern
left join exposure on exposure.person_id = matched.person_id
group by matched.person_id

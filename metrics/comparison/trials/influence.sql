-- One row per person: the sum of their rows' influence on each estimate, and their weight in each
-- arm.
-- reads: coefficient, exposure, matched
select
    matched.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(matched.weight * coefficient.long_rmst) as long_rmst,
    sum(matched.weight * coefficient.short_rmst) as short_rmst,
    sum(matched.weight * coefficient.short_survival) as short_survival,
    sum(case when matched.arm = 1 then matched.weight else 0 end) as weight1,
    sum(case when matched.arm = 0 then matched.weight else 0 end) as weight0
from matched
inner join coefficient
    on coefficient.arm = matched.arm and coefficient.u = matched.u
        and coefficient.event = matched.event
left join exposure on exposure.person_id = matched.person_id
group by matched.person_id

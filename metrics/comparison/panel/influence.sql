-- One row per person: their influence on the estimate, and their number of cells as a mentee.
-- reads: coefficient, difference, exposure
select
    difference.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum((difference.dy - coefficient.mean) * coefficient.scale) as estimate,
    sum(cast(difference.treated as double)) as weight1
from difference
inner join coefficient
    on coefficient.g = difference.g and coefficient.t = difference.t
        and coefficient.treated = difference.treated
left join exposure on exposure.person_id = difference.person_id
group by difference.person_id

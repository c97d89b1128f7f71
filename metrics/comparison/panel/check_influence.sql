-- One row per person: their influence on the estimate, and their number of cells as a mentee.
-- reads: check_coefficient, check_difference, exposure
select
    check_difference.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum((check_difference.dy - check_coefficient.mean) * check_coefficient.scale) as influence,
    sum(cast(check_difference.treated as double)) as weight1
from check_difference
inner join check_coefficient
    on check_coefficient.g = check_difference.g
    and check_coefficient.t = check_difference.t
    and check_coefficient.treated = check_difference.treated
left join exposure on exposure.person_id = check_difference.person_id
group by check_difference.person_id
order by check_difference.person_id

-- One row per person: the sum of their rows' influence on the months gained by exact cells, and
-- their weight in each arm.
-- reads: cell_coefficient, cell_matched, exposure
select
    cell_matched.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(cell_matched.weight * cell_coefficient.influence) as influence,
    sum(case when cell_matched.arm = 1 then cell_matched.weight else 0 end) as weight1,
    sum(case when cell_matched.arm = 0 then cell_matched.weight else 0 end) as weight0
from cell_matched
inner join cell_coefficient
    on cell_coefficient.arm = cell_matched.arm
    and cell_coefficient.u = cell_matched.u
    and cell_coefficient.event = cell_matched.event
left join exposure on exposure.person_id = cell_matched.person_id
group by cell_matched.person_id

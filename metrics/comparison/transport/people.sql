-- One row per person: the sum of their rows' influence, with what the estimated weights add, and
-- their weight in each arm.
-- reads: exposure, next_adjustment, next_coefficient, next_row
select
    next_row.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(next_row.weight * (next_coefficient.influence
        + case when next_row.arm = 1 then next_adjustment.added1
            else next_adjustment.added0 end)) as influence,
    sum(case when next_row.arm = 1 then next_row.weight else 0 end) as weight1,
    sum(case when next_row.arm = 0 then next_row.weight else 0 end) as weight0
from next_row
inner join next_coefficient
    on next_coefficient.arm = next_row.arm
    and next_coefficient.u = next_row.u
    and next_coefficient.event = next_row.event
inner join next_adjustment on next_adjustment.pattern = next_row.pattern
left join exposure on exposure.person_id = next_row.person_id
group by next_row.person_id

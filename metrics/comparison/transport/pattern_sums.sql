-- One row per pattern: the sums of its rows' influence per unit of weight, in each arm.
-- reads: next_coefficient, next_row
select
    next_row.pattern,
    sum(case when next_row.arm = 1 then next_coefficient.influence else 0 end) as influence1,
    sum(case when next_row.arm = 0 then next_coefficient.influence else 0 end) as influence0
from next_row
inner join next_coefficient
    on next_coefficient.arm = next_row.arm
    and next_coefficient.u = next_row.u
    and next_coefficient.event = next_row.event
group by next_row.pattern
order by next_row.pattern

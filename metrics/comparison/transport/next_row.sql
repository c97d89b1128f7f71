-- One row per person and trial that counts for the people who could be paired next, with its
-- weight.
-- reads: matched, next_weight
-- makes: next_row
select
    matched.person_id,
    matched.arm,
    matched.u,
    matched.event,
    matched.pattern,
    case when matched.arm = 1 then next_weight.weight1 else next_weight.weight0 end as weight
from matched
inner join next_weight on next_weight.pattern = matched.pattern
where case when matched.arm = 1 then next_weight.weight1 else next_weight.weight0 end > 0

-- One row per matched person and trial: how it ends, 0 without the event, 1 by a voluntary one, 2
-- by another cause.
-- reads: matched
-- makes: ending
select
    person_id,
    arm,
    u,
    case when event = 0 then 0 when cause = 'voluntary' then 1 else 2 end as ending,
    weight
from matched

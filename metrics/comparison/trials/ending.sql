-- One row per matched person and trial: how it ends, 0 without the event, else the number of its
-- cause; causes without a number of their own share the last one.
-- reads: cause_number, matched
-- makes: ending
with

last_number as (select max(ending) as ending from cause_number)

select
    matched.person_id,
    matched.arm,
    matched.u,
    case when matched.event = 0 then 0
         else coalesce(cause_number.ending, last_number.ending) end as ending,
    matched.weight
from matched
cross join last_number
left join cause_number on cause_number.cause = matched.cause

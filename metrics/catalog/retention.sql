-- One row per employment spell: the month of the exit, or the last month of the data.
select
    person_id,
    last_month as month,
    has_left as event,
    exit_reason as cause
from spell

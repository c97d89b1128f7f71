-- One row per pairing: the hours met, against the hours agreed.
select
    mentee_id as person_id,
    category,
    cast(minutes as double) / 60 as numerator,
    cast(agreed_hours as double) as denominator
from pairing_summary
where agreed_hours > 0

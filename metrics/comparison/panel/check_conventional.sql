-- One row per person, cohort and period: the value less the last one before pairing.
select person_id, g, t, treated, y - x as dy
from check_lagged

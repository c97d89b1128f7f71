-- One row per person, cohort and period: the value less the last one before pairing.
-- reads: check_lagged
-- makes: check_difference
select person_id, g, t, treated, y - x as dy
from check_lagged

-- One row per person, cohort and period that the answer compares, by each person's own changes
-- alone.
-- reads: difference
-- makes: panel_compared
select person_id, g, t, treated
from difference
where t >= g

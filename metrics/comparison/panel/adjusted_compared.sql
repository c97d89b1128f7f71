-- One row per person, cohort and period that the answer compares, where it has covariates.
-- reads: adjusted_change, adjusted_coefficient
-- makes: panel_compared
select
    adjusted_change.person_id,
    adjusted_change.g,
    adjusted_change.t,
    adjusted_change.treated
from adjusted_change
inner join adjusted_coefficient
    on adjusted_coefficient.g = adjusted_change.g
    and adjusted_coefficient.t = adjusted_change.t
    and adjusted_coefficient.treated = adjusted_change.treated
    and adjusted_coefficient.pattern = adjusted_change.pattern

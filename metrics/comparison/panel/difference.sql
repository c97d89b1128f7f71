-- One row per person, cohort and period: the value less the person's own base. Controls are those
-- who were never mentored or are mentored only after that period. Event time t - g runs from -4 to
-- 3; the headline uses 0 to 3.
-- reads: base, observed
-- makes: difference
select
    base.person_id,
    base.g,
    observed.period as t,
    base.treated,
    observed.value - base.base as dy
from base
inner join observed
    on observed.person_id = base.person_id
    and observed.period between base.g - 4 and base.g + 3
where base.treated = 1
    or observed.g is null
    or (observed.g > observed.period and observed.g > base.g)

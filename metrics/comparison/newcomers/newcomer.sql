-- One row per mentee paired within 12 months of hire who has no value in the periods g-4 to g-2:
-- where and when they were hired, and t, the period of their first value after pairing (g or g+1).
-- reads: base, exposure, hired, observed, scope_pairing
-- makes: newcomer
select
    hired.person_id,
    hired.department,
    hired.grade,
    hired.location,
    hired.half_year,
    hired.hire_period,
    exposure.pair_month,
    exposure.first_period as g,
    min(observed.period) as t
from exposure
inner join hired
    on hired.person_id = exposure.person_id
    and hired.hire_date <= exposure.start_date
    and (hired.exit_date is null or hired.exit_date >= exposure.start_date)
    and exposure.pair_month - hired.hire_month < 12
inner join observed
    on observed.person_id = exposure.person_id
    and observed.period between exposure.first_period and exposure.first_period + 1
    and observed.period <= hired.last_period
inner join scope_pairing on scope_pairing.person_id = exposure.person_id
left join base on base.person_id = exposure.person_id and base.treated = 1
where base.person_id is null
group by
    hired.person_id, hired.department, hired.grade, hired.location, hired.half_year,
        hired.hire_period,
    exposure.pair_month, exposure.first_period

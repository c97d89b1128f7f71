-- One row per mentee paired within 12 months of hire without a value in the periods g-4 to g-2, and t, the period of
-- their first value after pairing (g or g+1).
select
    hired.person_id,
    hired.department,
    hired.grade,
    hired.location,
    hired.half_year,
    hired.hire_period,
    first_pairing.pair_month,
    first_period.g,
    min(observed.period) as t
from first_pairing
inner join hired
    on hired.person_id = first_pairing.person_id
    and hired.hire_date <= first_pairing.start_date
    and (hired.exit_date is null or hired.exit_date >= first_pairing.start_date)
    and first_pairing.pair_month - hired.hire_month < 12
inner join first_period on first_period.person_id = first_pairing.person_id
inner join observed
    on observed.person_id = first_pairing.person_id
    and observed.period between first_period.g and first_period.g + 1
    and observed.period <= hired.last_period
cross join asked
left join base on base.person_id = first_pairing.person_id and base.treated = 1
where base.person_id is null and (asked.category is null or first_pairing.category = asked.category)
group by
    hired.person_id, hired.department, hired.grade, hired.location, hired.half_year, hired.hire_period,
    first_pairing.pair_month, first_period.g

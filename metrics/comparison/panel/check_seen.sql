-- One row per cohort, period and arm of the headline: people with a base who are employed in the
-- first month of period g (based), and those of them with a value in the period (seen).
-- reads: base, difference, exposure, observed, run, spell
with

cell as (select distinct g, t from difference where t >= g),

employed_then as (

    select distinct base.person_id, base.g, base.treated
    from base
    cross join run
    inner join spell
        on spell.person_id = base.person_id
        and spell.entry_month <= base.g * run.review_months
        and spell.last_month >= base.g * run.review_months

)

select
    cell.g,
    cell.t,
    employed_then.treated,
    cast(count(*) as double) as based,
    cast(count(observed.person_id) as double) as seen
from cell
inner join employed_then on employed_then.g = cell.g
left join exposure on exposure.person_id = employed_then.person_id
left join observed on observed.person_id = employed_then.person_id and observed.period = cell.t
where employed_then.treated = 1 or exposure.first_period is null or exposure.first_period > cell.t
group by cell.g, cell.t, employed_then.treated
order by cell.g, cell.t, employed_then.treated

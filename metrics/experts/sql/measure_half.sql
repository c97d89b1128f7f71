-- One row per person, measure and period, with the half of the person's work that it is in: half 1
-- runs until half of all their exposure has passed.
-- Measures with a value that is not a whole count are left out: those are averages.
-- reads: measure_period, measures
-- makes: measure_half
with

running_total as (

    select
        measure_period.*,
        sum(exposure) over (partition by person_id, measure order by period_end) as so_far,
        sum(exposure) over (partition by person_id, measure) as in_all
    from measure_period
    where measure not in (
        select measure
        from measures
        where measure is not null and (value < 0 or value <> floor(value))
    )

)

select
    person_id as owner_id,
    measure,
    month,
    floor(cast(month as double) / 12) as year,
    events,
    exposure as at_risk,
    better,
    unit,
    department,
    job_family,
    grade,
    case when 2 * (so_far - exposure) < in_all then 1 else 2 end as half
from running_total

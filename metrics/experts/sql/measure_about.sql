-- One row per measure and person who has it: where they worked last, whether still here, and over how many periods and months.
-- reads: measure_half, spell
with

ranked as (

    select
        measure_half.*,
        row_number() over (partition by measure, owner_id order by month desc) as nth
    from measure_half

),

gone as (

    select person_id, min(has_left) as has_left
    from spell
    group by person_id

)

select
    ranked.measure,
    ranked.owner_id,
    max(ranked.better) as better,
    max(ranked.unit) as unit,
    max(case when ranked.nth = 1 then ranked.department end) as department,
    max(case when ranked.nth = 1 then ranked.job_family end) as job_family,
    1 - max(gone.has_left) as here,
    count(*) as accounts,
    max(ranked.month) - min(ranked.month) + 1 as months
from ranked
inner join gone on gone.person_id = ranked.owner_id
group by ranked.measure, ranked.owner_id
order by ranked.measure, ranked.owner_id

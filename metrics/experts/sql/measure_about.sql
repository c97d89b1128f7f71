-- One row per measure and person: where they worked last, whether they are still employed, and over
-- how many periods and months they were measured.
-- reads: measure_half, spell
with

numbered as (

    select
        measure_half.*,
        row_number() over (partition by measure, owner_id order by month desc) as nth
    from measure_half

),

employment as (

    select person_id, max(is_present) as is_present
    from spell
    group by person_id

)

select
    numbered.measure,
    numbered.owner_id,
    max(numbered.better) as better,
    max(numbered.unit) as unit,
    max(case when numbered.nth = 1 then numbered.department end) as department,
    max(case when numbered.nth = 1 then numbered.job_family end) as job_family,
    max(employment.is_present) as employed,
    count(*) as accounts,
    max(numbered.month) - min(numbered.month) + 1 as months
from numbered
inner join employment on employment.person_id = numbered.owner_id
group by numbered.measure, numbered.owner_id
order by numbered.measure, numbered.owner_id

-- One row per person and month since the programme began, until they are paired, with the number of
-- its pattern: one department, grade, fine score band, fine tenure band, year and stratum of own
-- keys, of that month.
-- reads: employed_month
-- makes: unpaired_month
with

banded as (

    select
        employed_month.*,
        case when tenure < 3 then 0
             when tenure < 6 then 1
             when tenure < 12 then 2
             when tenure < 18 then 3
             when tenure < 24 then 4
             when tenure < 36 then 5
             when tenure < 48 then 6
             else 7 end as fine_tenure,
        cast(floor(cast(month as double) / 12) as int) as year_of_month
    from employed_month
    where exposed = 0

)

select
    person_id,
    month,
    is_paired,
    department,
    grade,
    fine_band,
    fine_tenure,
    year_of_month,
    own_stratum,
    dense_rank() over (
        order by department, grade, fine_band, fine_tenure, year_of_month, own_stratum
    ) as pattern
from banded

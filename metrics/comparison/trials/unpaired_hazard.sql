-- One row per person and month since the programme began, until they are paired: the running sum of
-- -ln(1 - q). q is the share of those not paired before, in the same department, grade, score band,
-- tenure band, year and stratum of own keys, who are first paired in a month.
-- reads: employed_month
-- makes: unpaired_hazard
with

unpaired as (

    select
        person_id,
        month,
        is_paired,
        department,
        grade,
        band,
        own_stratum,
        case when tenure < 12 then 0 when tenure < 24 then 1 else 2 end as tenure_band,
        floor(cast(month as double) / 12) as year_of_month
    from employed_month
    where exposed = 0

),

cell as (

    select
        unpaired.*,
        avg(cast(is_paired as double)) over (
            partition by department, grade, band, tenure_band, year_of_month, own_stratum
        ) as q
    from unpaired

)

select
    person_id,
    month,
    sum(case when q < 0.9 then -ln(1 - q) else -ln(0.1) end) over (
        partition by person_id order by month rows between unbounded preceding and current row
    ) as hazard
from cell

-- One row per person and trial in a cell that holds both arms; weight 1 for mentees, mentees / others for the others.
with

counted as (

    select
        asked_for.*,
        sum(arm) over (partition by department, grade, band, tenure_band, trial_year) as n1,
        sum(1 - arm) over (partition by department, grade, band, tenure_band, trial_year) as n0
    from asked_for

)

select
    person_id,
    trial_month,
    arm,
    category,
    u,
    event,
    cause,
    case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0

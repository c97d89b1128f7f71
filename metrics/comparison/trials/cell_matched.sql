-- One row per person and trial within the scope, in an exact cell that holds both arms. The weight
-- is 1 for mentees, and mentees / rows of the comparison group of the cell for the others.
-- reads: scope_follow_up
-- makes: cell_matched
with

counted as (

    select
        scope_follow_up.*,
        sum(arm) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as n1,
        sum(1 - arm) over (
            partition by department, grade, band, tenure_band, trial_year, own_stratum
        ) as n0
    from scope_follow_up

)

select
    person_id,
    arm,
    u,
    event,
    case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0

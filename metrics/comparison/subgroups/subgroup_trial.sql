-- One row per person, trial and part, in a cell of that part that holds both arms. The weight is 1
-- for mentees, and mentees / controls of the cell for controls.
-- reads: follow_up, subgroup_entrant
-- makes: subgroup_trial
with

counted as (

    select
        subgroup_entrant.person_id,
        subgroup_entrant.part,
        subgroup_entrant.department,
        follow_up.grade,
        follow_up.tenure_band,
        follow_up.arm,
        follow_up.u,
        follow_up.event,
        sum(follow_up.arm) over (
            partition by subgroup_entrant.part, subgroup_entrant.department, follow_up.grade,
                follow_up.band, follow_up.tenure_band,
                follow_up.trial_year, follow_up.own_stratum
        ) as n1,
        sum(1 - follow_up.arm) over (
            partition by subgroup_entrant.part, subgroup_entrant.department, follow_up.grade,
                follow_up.band, follow_up.tenure_band,
                follow_up.trial_year, follow_up.own_stratum
        ) as n0
    from subgroup_entrant
    inner join follow_up
        on follow_up.person_id = subgroup_entrant.person_id
        and follow_up.trial_month = subgroup_entrant.entry

)

select
    person_id,
    part,
    arm,
    u,
    event,
    case when arm = 1 then cast(1 as double) else cast(n1 as double) / n0 end as weight
from counted
where n1 > 0 and n0 > 0
